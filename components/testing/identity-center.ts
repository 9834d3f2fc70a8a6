import { setTimeout as sleep } from 'node:timers/promises';
import type { MockCallArgs } from '@pulumi/pulumi/runtime';

/** What Identity Center has, as far as it is looked up. */
export interface SomeIdentityCenter {
  readonly instances: readonly { readonly arn: string; readonly identityStoreId: string }[];
  /** The user names that are not there; whoever else is asked for is. */
  readonly withoutPeople: readonly string[];
  /** The groups that are not there, likewise. */
  readonly withoutGroups: readonly string[];
}

export const someIdentityCenter: SomeIdentityCenter = {
  instances: [
    { arn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef', identityStoreId: 'd-1234567890' },
  ],
  withoutPeople: [],
  withoutGroups: [],
};

/** The provider's answer to a look-up in Identity Center; undefined of any other. */
export function answerOfIdentityCenter(
  { token, inputs }: MockCallArgs,
  { instances, withoutPeople, withoutGroups }: SomeIdentityCenter,
): Readonly<Record<string, unknown>> | Promise<never> | undefined {
  if (token === 'aws:ssoadmin/getInstances:getInstances')
    return {
      arns: instances.map(({ arn }) => arn),
      identityStoreIds: instances.map(({ identityStoreId }) => identityStoreId),
    };
  const [, what] = /^aws:identitystore\/get(User|Group):/.exec(token) ?? [];
  if (what === undefined) return undefined;
  const { identityStoreId, alternateIdentifier } = inputs as {
    readonly identityStoreId: string;
    readonly alternateIdentifier: { readonly uniqueAttribute: { readonly attributeValue: string } };
  };
  const { attributeValue: name } = alternateIdentifier.uniqueAttribute;
  const absent = what === 'User' ? withoutPeople : withoutGroups;
  if (absent.includes(name)) {
    const details = `reading IdentityStore ${what} (${identityStoreId}): ResourceNotFoundException: ${what.toUpperCase()} not found.`;
    // As gRPC's errors have it.
    const error = Object.assign(new Error(details), { details });
    // Answers come in any order: here the first one's last.
    const late = absent[0] === name ? 20 : 0;
    return sleep(late).then(() => Promise.reject(error));
  }
  return { [`${what.toLowerCase()}Id`]: `id-of-${name}` };
}
