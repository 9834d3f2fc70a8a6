import type * as pulumi from '@pulumi/pulumi';
import {
  answerOfIdentityCenter,
  someIdentityCenter,
} from '../../components/testing/identity-center';
import { awsOutputs } from './aws-outputs';

/** A resource as the program registered it. */
export interface Registered {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Empty where AWS gives it none. */
  readonly arn: string;
  /** The name of the provider that it goes to; empty where the program chose none. */
  readonly provider: string;
}

/** Pulumi's mocks for a stack's program: what it registers is put in `resources`. */
export function mocksOf(
  accountId: string,
  resources: Registered[],
  onRegister?: (type: string) => void,
): pulumi.runtime.Mocks {
  const regions = new Map<string, string>();
  const placeOf = (provider: string | undefined) => ({
    accountId,
    region: regions.get(providerName(provider)) ?? 'no provider',
  });
  return {
    newResource({ type, name, inputs, provider }) {
      const known = inputs as Record<string, unknown>;
      if (type === 'pulumi:providers:aws') regions.set(name, String(known['region']));
      onRegister?.(type);
      const state = awsOutputs(type, name, known, placeOf(provider));
      const arn = typeof state['arn'] === 'string' ? state['arn'] : '';
      resources.push({ type, name, inputs: known, arn, provider: providerName(provider) });
      return { id: `${name}-id`, state };
    },
    call(call) {
      const { token, provider } = call;
      const { region } = placeOf(provider);
      if (token === 'aws:index/getRegion:getRegion') return { region };
      if (token === 'aws:index/getCallerIdentity:getCallerIdentity')
        return { accountId, arn: `arn:aws:iam::${accountId}:user/administrator` };
      const answer = answerOfIdentityCenter(call, someIdentityCenter);
      if (answer) return answer;
      throw new Error(`unexpected call of ${token}`);
    },
  };
}

/** Mocks are told of a provider as `urn::id`. */
function providerName(reference: string | undefined): string {
  return reference?.split('::').at(-2) ?? '';
}
