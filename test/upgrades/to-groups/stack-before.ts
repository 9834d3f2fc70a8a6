import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Provider } from '@pulumi/aws/provider';
import * as pulumi from '@pulumi/pulumi';
import { nameOf, typeOf, type Registered } from '../registered';

/** What the stack of the company's users registered when every engineer had a policy of their own. */
export const stackBefore = JSON.parse(
  readFileSync(path.join(__dirname, 'before.json'), 'utf8'),
) as readonly Registered[];

/** Registers all of it again: a program that does what that one did. */
export function registerAsBefore(): void {
  const made = new Map<string, pulumi.Resource>();
  const make = (urn: string): pulumi.Resource => {
    const known = made.get(urn);
    if (known) return known;
    const each = stackBefore.find((other) => other.urn === urn);
    if (!each) throw new Error(`nobody registered ${urn}`);
    const parent = each.parent === undefined ? undefined : make(each.parent);
    const provider = each.provider === undefined ? undefined : (make(each.provider) as Provider);
    const dependsOn = stackBefore
      .filter((other) => isNamedBy(each, other))
      .map((other) => make(other.urn));
    const resource = register(each, { parent, provider, dependsOn });
    made.set(urn, resource);
    return resource;
  };
  for (const { urn } of stackBefore) make(urn);
}

class OfAnyType extends pulumi.CustomResource {}

function register(each: Registered, opts: pulumi.CustomResourceOptions): pulumi.Resource {
  const [type, name] = [typeOf(each), nameOf(each)];
  if (type === 'pulumi:providers:aws') {
    const { region, allowedAccountIds } = each.inputs;
    return new Provider(name, {
      region: region as string,
      allowedAccountIds: allowedAccountIds as string[],
    });
  }
  if (type.startsWith('keyturn:'))
    return new pulumi.ComponentResource(type, name, each.inputs, { parent: opts.parent });
  return new OfAnyType(type, name, { ...each.inputs, ...documentsIn(each) }, opts);
}

/** Documents stand in the snapshot as what their text says. */
function documentsIn({ inputs }: Registered): pulumi.Inputs {
  const { policy } = inputs;
  return policy === undefined ? {} : { policy: JSON.stringify(policy) };
}

/** Whether a resource has another one's name among its inputs: it was given it as an output. */
function isNamedBy({ inputs }: Registered, other: Registered): boolean {
  const { user, group, groups, policyArn } = inputs;
  const named = (kind: string, names: readonly unknown[]) =>
    typeOf(other) === kind && names.includes(other.inputs['name']);
  return (
    named('aws:iam/user:User', [user]) ||
    named('aws:iam/group:Group', [group, ...((groups ?? []) as readonly unknown[])]) ||
    named('aws:iam/policy:Policy', [String(policyArn).split('/').at(-1)])
  );
}
