import { Provider, type ProviderArgs } from '@pulumi/aws/provider';
import * as pulumi from '@pulumi/pulumi';
import type { StackPlan } from './config/plan';
import { secretIfSo } from './secrets';

/**
 * The AWS provider of a region, with what else the stack's config says under `aws:`. It refuses any account but
 * the stack's own, so that one account's stack can't be deployed with another one's credentials.
 */
export function providerOf(name: string, { account }: StackPlan, region: string): Provider {
  const settings = Object.entries(pulumi.runtime.allConfig())
    .filter(([key]) => key.startsWith('aws:'))
    .map(([key, text]) => [key.slice('aws:'.length), secretIfSo(key, fromText(text))]);
  const args = Object.fromEntries(settings) as ProviderArgs;
  return new Provider(name, { ...args, region, allowedAccountIds: [account.id] });
}

/** Pulumi gives a program lists, maps and booleans as JSON. */
function fromText(text: string): unknown {
  return /^([[{]|true$|false$)/.test(text) ? JSON.parse(text) : text;
}
