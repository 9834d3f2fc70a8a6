import assert from 'node:assert/strict';
import * as pulumi from '@pulumi/pulumi';
import type { MockCallArgs, MockResourceArgs } from '@pulumi/pulumi/runtime';
import { answerOfIdentityCenter, someIdentityCenter } from './identity-center';

/** One resource that a program made. */
export interface Made {
  readonly type: string;
  readonly name: string;
  /** The name of its parent; undefined below the stack. */
  readonly parent: string | undefined;
  /** `urn::id` of its provider; empty for the default one. */
  readonly provider: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** The resource options that keep it from being deleted, of those that it was given itself. */
  readonly kept: { readonly protect?: boolean; readonly retainOnDelete?: boolean };
  /** The inputs whose changes do nothing. */
  readonly ignored: readonly string[];
  /** The inputs whose changes make it anew, though AWS could change them in place. */
  readonly replacedOn: readonly string[];
  /** The names of what it was told to wait for. */
  readonly dependsOn: readonly string[];
  readonly resource: pulumi.Resource;
}

/** What a program made, as Pulumi's mocks saw it. */
export interface Deployment<Component> {
  readonly component: Component;
  /** All but the component itself, in the order of their names. */
  readonly children: readonly Made[];
  /** The only child of that name. */
  child(name: string): Made;
}

/** The account and region in which the mocks pretend to be, and what Identity Center has there. */
export const here = {
  partition: 'aws',
  accountId: '111111111111',
  region: 'eu-central-1',
  identityCenter: someIdentityCenter,
};

/**
 * Makes a component under Pulumi's mocks and waits for all that it makes.
 * @param make gets the options that it must hand to the component
 * @param onRegister is told of the type of each resource that AWS would be asked for
 */
export async function deploy<Component extends pulumi.ComponentResource>(
  make: (opts: pulumi.ComponentResourceOptions) => Component,
  where: Partial<typeof here> = {},
  onRegister?: (type: string) => void,
): Promise<Deployment<Component>> {
  const { stackTraceLimit } = Error;
  // Pulumi keeps a stack trace of every promise, and rendering them takes nine tenths of the time.
  Error.stackTraceLimit = 0;
  try {
    return await deployHere(make, { ...here, ...where }, onRegister);
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

async function deployHere<Component extends pulumi.ComponentResource>(
  make: (opts: pulumi.ComponentResourceOptions) => Component,
  place: typeof here,
  onRegister?: (type: string) => void,
): Promise<Deployment<Component>> {
  const seen = new Map<string, MockResourceArgs>();
  await pulumi.runtime.setMocks(
    {
      newResource(args) {
        onRegister?.(args.type);
        seen.set(`${args.type} ${args.name}`, args);
        return { id: `${args.name}-id`, state: stateOf(args, place) };
      },
      call: (args) => answer(args, place),
    },
    'keyturn',
    'test',
  );
  const made: Omit<Made, 'provider' | 'inputs'>[] = [];
  const component = make({
    transformations: [
      ({ resource, type, name, opts }) => {
        const parent = (opts.parent as { __name?: string } | undefined)?.__name;
        const { protect, retainOnDelete, ignoreChanges, replaceOnChanges } =
          opts as pulumi.CustomResourceOptions;
        const kept = { protect, retainOnDelete };
        const [ignored, replacedOn] = [ignoreChanges ?? [], replaceOnChanges ?? []];
        const dependsOn = [opts.dependsOn ?? []]
          .flat()
          .map((each) => (each as unknown as { readonly __name: string }).__name);
        made.push({ resource, type, name, parent, kept, ignored, replacedOn, dependsOn });
        return undefined;
      },
    ],
  });
  await Promise.all(made.map(({ resource }) => valueOf(resource.urn)));
  await valueOf(component.urn);
  const children = made
    .filter(({ resource }) => resource !== component)
    .map((each) => {
      const mock = seen.get(`${each.type} ${each.name}`);
      assert.ok(mock, `${each.name} was not made`);
      return { ...each, provider: mock.provider ?? '', inputs: mock.inputs as Made['inputs'] };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  return {
    component,
    children,
    child(name) {
      const [found, another] = children.filter((each) => each.name === name);
      assert.ok(
        found && !another,
        `expected one child ${name}, found ${children.map((each) => each.name).join(', ')}`,
      );
      return found;
    },
  };
}

export function valueOf<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return (output as unknown as { promise(): Promise<Value> }).promise();
}

/** The names of what is made where AWS refuses each resource of a type. */
export async function madeWithout(
  refused: string,
  make: (opts: pulumi.ComponentResourceOptions) => pulumi.ComponentResource,
): Promise<readonly string[]> {
  const made: string[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource(args) {
        if (args.type === refused) throw new Error(`AWS refuses ${args.name}`);
        made.push(args.name);
        return { id: `${args.name}-id`, state: stateOf(args, here) };
      },
      call: (args) => answer(args, here),
    },
    'keyturn',
    'test',
  );
  const all: pulumi.Resource[] = [];
  make({ transformations: [({ resource }) => void all.push(resource)] });
  await Promise.allSettled(all.map(({ urn }) => valueOf(urn)));
  return made;
}

/** The names of the resources that are there when the output has a value. */
export async function resourcesOf(output: pulumi.Output<unknown>): Promise<readonly string[]> {
  const { allResources } = output as unknown as {
    readonly allResources?: () => Promise<ReadonlySet<{ readonly __name?: string }>>;
  };
  return [...((await allResources?.()) ?? [])].map(({ __name = '' }) => __name);
}

/** What AWS would add to the inputs, as far as other resources are made from it. */
function stateOf({ type, name, inputs }: MockResourceArgs, place: typeof here) {
  const given = inputs as Record<string, unknown>;
  const named = typeof given['name'] === 'string' ? given['name'] : name;
  const [, module = ''] = type.split(':');
  const service = module.split('/')[0] ?? '';
  const region = service === 'iam' ? '' : place.region;
  const resource = type.endsWith(':MetricAlarm')
    ? `alarm:${named}`
    : `${(type.split(':')[2] ?? '').toLowerCase()}/${named}`;
  if (type === 'aws:s3/bucket:Bucket')
    return { bucket: named, arn: `arn:${place.partition}:s3:::${named}`, ...given };
  return {
    ...(type === 'aws:identitystore/group:Group' && {
      groupId: `id-of-${String(given['displayName'])}`,
    }),
    name: named,
    arn: `arn:${place.partition}:${service}:${region}:${place.accountId}:${resource}`,
    url: `https://${service}.${place.region}.example.com/${named}`,
    ...given,
  };
}

function answer(call: MockCallArgs, { partition, accountId, region, ...place }: typeof here) {
  const { token } = call;
  switch (token) {
    case 'aws:index/getCallerIdentity:getCallerIdentity':
      return { accountId, arn: `arn:${partition}:sts::${accountId}:assumed-role/deployer/x` };
    case 'aws:index/getRegion:getRegion':
      return { region };
    default: {
      const answered = answerOfIdentityCenter(call, place.identityCenter);
      if (answered) return answered;
      throw new Error(`the mocks don't know ${token}`);
    }
  }
}

/** The type of each child by its name, without the monitor's or user's own prefix. */
export function typesByName(deployment: Deployment<unknown>): Record<string, string> {
  return Object.fromEntries(deployment.children.map(({ name, type }) => [name, type]));
}

/** The document that a child was given as JSON. */
export function documentIn(made: Made, property: string): unknown {
  return JSON.parse(String(made.inputs[property]));
}

/**
 * Checks that a bad argument is refused, the property named, both where the program gives it plain (at once, before
 * anything is made) and as an output.
 */
export async function refuses<Args extends object>(
  make: (args: Args, opts: pulumi.ComponentResourceOptions) => pulumi.ComponentResource,
  args: Args,
  wrong: Partial<Args>,
  propertyPath: string,
  message: RegExp,
): Promise<void> {
  const isRight = (error: Error & { propertyPath?: string }) => {
    assert.equal(error.propertyPath, propertyPath);
    assert.match(error.message, message);
    assert.ok(error.message.includes(`${propertyPath}: `), error.message);
    return true;
  };
  let count = 0;
  const counting = (opts: pulumi.ComponentResourceOptions) => ({
    ...opts,
    transformations: [() => void count++, ...(opts.transformations ?? [])],
  });
  await assert.rejects(
    deploy((opts) => make({ ...args, ...wrong }, counting(opts))),
    isRight,
  );
  assert.ok(count <= 1, 'something was made of a bad argument');
  const later = Object.fromEntries(
    Object.entries(wrong).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map((each: unknown) => pulumi.output(each))
        : pulumi.output(value),
    ]),
  );
  if (Object.values(wrong).every((value) => value !== undefined))
    await assert.rejects(
      deploy((opts) => make({ ...args, ...later }, opts)),
      isRight,
    );
}
