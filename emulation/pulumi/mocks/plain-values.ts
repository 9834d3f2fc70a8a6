import * as pulumi from '@pulumi/pulumi';
import type { Inputs } from '../check';
import {
  assetArchive,
  fileArchive,
  fileAsset,
  stringAsset,
  type Archive,
} from '../table/lambda/archive';

/** A resource's inputs as the table takes them, and which of them are secret. */
export interface PlainInputs {
  readonly inputs: Inputs;
  readonly secrets: ReadonlySet<string>;
}

/** Takes what the mock monitor hands over apart: secrets, assets, references to other resources. */
export async function plainInputs(inputs: Inputs): Promise<PlainInputs> {
  const secrets = new Set<string>();
  const plain: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(inputs)) {
    if (pulumi.runtime.isRpcSecret(value)) secrets.add(key);
    plain[key] = await plainValue(pulumi.runtime.unwrapRpcSecret(value) as unknown);
  }
  return { inputs: plain, secrets };
}

async function plainValue(value: unknown): Promise<unknown> {
  if (typeof value !== 'object' || value === null) return value;
  // The provider gets a resource's id where a program passes the resource itself.
  if (pulumi.CustomResource.isInstance(value)) return promiseOf(value.id);
  if (isPacked(value)) return plainArchive(value);
  if (Array.isArray(value)) return Promise.all(value.map(plainValue));
  const entries = Object.entries(value).map(async ([key, each]) => [key, await plainValue(each)]);
  return Object.fromEntries((await Promise.all(entries)) as [string, unknown][]);
}

type Packed = pulumi.asset.Asset | pulumi.asset.Archive;

function isPacked(value: object): boolean {
  return pulumi.asset.Asset.isInstance(value) || pulumi.asset.Archive.isInstance(value);
}

async function plainArchive(value: Packed): Promise<ReturnType<typeof fileAsset> | Archive> {
  if (value instanceof pulumi.asset.FileArchive) return fileArchive(await value.path);
  if (value instanceof pulumi.asset.FileAsset) return fileAsset(await value.path);
  if (value instanceof pulumi.asset.StringAsset) return stringAsset(await value.text);
  if (value instanceof pulumi.asset.AssetArchive) {
    const parts = Object.entries(await value.assets);
    const assets = parts.map(async ([name, each]) => [name, await plainArchive(each)] as const);
    return assetArchive(Object.fromEntries(await Promise.all(assets)));
  }
  throw new Error('an asset from a URL can not be used here');
}

function promiseOf<Value>(output: pulumi.Output<Value>): Promise<Value> {
  return new Promise((resolve) => output.apply(resolve));
}
