import type { Moto } from '../../emulation/moto/start';
import { Aws } from '../../emulation/pulumi/aws';
import type { DeployedResource } from '../../emulation/pulumi/deploy';
import {
  createResource,
  deleteResource,
  readResource,
  updateResource,
} from '../../emulation/pulumi/lifecycle';
import { resourceTypes, type ResourceType } from '../../emulation/pulumi/table';
import { recorded, type SdkCall } from './recorder';

type Values = Readonly<Record<string, unknown>>;

interface Living {
  readonly type: ResourceType;
  readonly resource: DeployedResource;
  readonly aws: Aws;
}

/**
 * What the emulated provider calls to read all that a stack made, to change it, to delete it, and to make it again.
 * @param resources in the order in which they were made
 */
export async function callsOfLife(
  moto: Moto,
  accountId: string,
  resources: readonly DeployedResource[],
): Promise<readonly SdkCall[]> {
  const credentials = await moto.credentialsFor(accountId);
  const defaultTags = { 'cost-centre': '42' };
  const home = await Aws.connect({
    endpoint: moto.url,
    region: 'eu-central-1',
    credentials,
    defaultTags,
  });
  const living = resources.flatMap((resource): Living[] => {
    const type = resourceTypes.get(resource.type);
    const region = resource.outputs['region'] as string | undefined;
    return type ? [{ type, resource, aws: home.inRegion(region) }] : [];
  });
  return recorded(async () => {
    for (const { type, resource, aws } of living)
      await readResource(type, resource.id ?? '', aws, resource.outputs);
    for (const each of living) await change(each);
    for (const { type, resource, aws } of living.toReversed())
      await deleteResource(type, resource.id ?? '', aws, {
        ...resource.outputs,
        // Else a secret waits for thirty days, and there can be none of its name.
        recoveryWindowInDays: 0,
      });
    await makeAgain(living);
  });
}

async function change({ type, resource, aws }: Living): Promise<void> {
  if (!type.update) return;
  const { inputs, outputs } = resource;
  const keys = Object.keys(type.inputs.shape);
  const changed = {
    ...inputs,
    ...('description' in inputs && { description: 'Changed' }),
    ...(type.token.endsWith(':Table') && { deletionProtectionEnabled: false }),
    ...(type.token.endsWith(':Role') && { maxSessionDuration: 7200 }),
    ...(/:(User|Group)$/.test(type.token) && { path: '/moved/' }),
    ...(keys.includes('tags') && { tags: { type: 'machine', another: 'tag' } }),
  };
  // As if the code, the trust and the protection were others before, and a tag more was there.
  const before = {
    ...outputs,
    codeSha256: 'another',
    assumeRolePolicy: '{}',
    deletionProtectionEnabled: true,
    ...(type.token.endsWith(':Key') && { policy: '{}' }),
    tagsAll: { ...(outputs['tagsAll'] as Values | undefined), gone: 'now' },
  };
  await updateResource(type, resource.id ?? '', changed, aws, before);
}

/** What AWS names anew, such as a secret's ARN, what comes after is made with. */
async function makeAgain(living: readonly Living[]): Promise<void> {
  const renamed = new Map<string, string>();
  for (const { type, resource, aws } of living) {
    let text = JSON.stringify(resource.inputs);
    for (const [before, now] of renamed) text = text.replaceAll(before, now);
    const made = await createResource(type, JSON.parse(text) as Values, aws);
    for (const [before, now] of [
      [resource.id, made.id],
      [resource.outputs['arn'], made.outputs['arn']],
    ])
      if (typeof before === 'string' && typeof now === 'string' && before !== now)
        renamed.set(before, now);
  }
}
