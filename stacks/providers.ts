import { Provider, type ProviderArgs } from '@pulumi/aws/provider';
import * as pulumi from '@pulumi/pulumi';
import type { StackPlan } from './config/plan';

/** What a stack's config may say of AWS and what must not be seen in the state. */
const secretSettings = ['accessKey', 'secretKey', 'token'];

/**
 * The AWS provider of a region, with what else the stack's config says under `aws:`. It refuses any account but
 * the stack's own, so that one account's stack can't be deployed with another one's credentials.
 */
export function providerOf(name: string, { account }: StackPlan, region: string): Provider {
  const settings = Object.entries(pulumi.runtime.allConfig())
    .filter(([key]) => key.startsWith('aws:'))
    .map(([key, value]) => [key.slice('aws:'.length), value] as const)
    .map(([key, value]) => [
      key,
      secretSettings.includes(key) ? pulumi.secret(value) : parsed(value),
    ]);
  const args = Object.fromEntries(settings) as ProviderArgs;
  return new Provider(name, { ...args, region, allowedAccountIds: [account.id] });
}

/** Pulumi gives lists and maps as JSON. */
function parsed(value: string): unknown {
  return /^[[{]|^(true|false)$/.test(value) ? JSON.parse(value) : value;
}
