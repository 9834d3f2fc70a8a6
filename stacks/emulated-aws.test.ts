import assert from 'node:assert/strict';
import path from 'node:path';
import { startMoto, type Moto } from '../emulation/moto/start';
import { Aws } from '../emulation/pulumi/aws';
import { deployStack, type DeployedResource, type DeployedStack } from '../emulation/pulumi/deploy';
import { difference, readResource } from '../emulation/pulumi/lifecycle';
import { resourceTypes } from '../emulation/pulumi/table';

/** The stacks of this repository, and their accounts, as their files say, in the order in which they are deployed. */
const accounts = {
  monitor: '333333333333',
  identity: '111111111111',
  production: '222222222222',
} as const;

const projectFolder = path.join(__dirname, '..');

describe("this repository's stacks, deployed into the emulated AWS", () => {
  let moto: Moto;
  const deployed = new Map<string, DeployedStack>();

  before(async () => {
    moto = await startMoto();
    for (const [stack, accountId] of Object.entries(accounts))
      deployed.set(stack, await deployStack({ stack, moto, accountId, projectFolder }));
  });
  after(() => moto.stop());

  function resourcesOf(stack: string): readonly DeployedResource[] {
    return deployed.get(stack)?.resources ?? [];
  }

  /** The resources that a provider made, each with the AWS that it is in. */
  async function made(stack: string) {
    const credentials = await moto.credentialsFor(accounts[stack as keyof typeof accounts]);
    const home = { endpoint: moto.url, region: 'eu-central-1', credentials };
    const aws = await Aws.connect(home);
    return resourcesOf(stack).flatMap((resource) => {
      const type = resourceTypes.get(resource.type);
      const region = resource.outputs['region'] as string | undefined;
      return type ? [{ type, resource, aws: aws.inRegion(region) }] : [];
    });
  }

  it('make the real thing of every resource, but for components and providers', () => {
    for (const stack of deployed.keys())
      for (const { type, id, urn } of resourcesOf(stack)) {
        const isMade = type.startsWith('aws:');
        assert.equal(resourceTypes.has(type), isMade, urn);
        assert.equal(id !== undefined, isMade || type.startsWith('pulumi:providers:'), urn);
      }
    assert((deployed.get('monitor')?.resources.length ?? 0) > 30);
  });

  it('would change nothing the second time', async () => {
    for (const stack of deployed.keys())
      for (const { type, resource, aws } of await made(stack)) {
        const { changed } = difference(type, resource.inputs, aws, resource.outputs);
        assert.deepEqual(changed, [], resource.urn);
      }
  });

  it('are in AWS as the deployment answered, after all of it is done', async () => {
    for (const stack of deployed.keys())
      for (const { type, resource, aws } of await made(stack)) {
        const found = await readResource(type, resource.id ?? '', aws, resource.outputs);
        assert(found, resource.urn);
        const { changed } = difference(type, resource.inputs, aws, found.outputs);
        assert.deepEqual(changed, [], resource.urn);
      }
  });

  it('give every function the folder of its bundle', () => {
    const functions = resourcesOf('monitor').filter(
      ({ type }) => type === 'aws:lambda/function:Function',
    );
    for (const { inputs, name } of functions) {
      const { path } = inputs['code'] as { path: string };
      assert.match(path, /dist\/functions\/(monitor|notify|key-events)$/, name);
    }
    assert.equal(functions.length, 3);
  });
});
