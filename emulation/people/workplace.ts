import { IAMClient } from '@aws-sdk/client-iam';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity, Pluggable } from '@aws-sdk/types';
import type { Moto } from '../moto/start';

/** From where, and with what program, somebody calls AWS: CloudTrail shows both. */
export interface Workplace {
  readonly sourceAddress: string;
  readonly userAgent: string;
}

/** The real SDK's clients, which send what the program and the address of the workplace would be. */
export function clientsAt(
  workplace: Workplace,
  moto: Moto,
  credentials: AwsCredentialIdentity,
  region = 'us-east-1',
): { iam: IAMClient; sts: STSClient } {
  const config = { endpoint: moto.url, region, credentials };
  const iam = new IAMClient(config);
  const sts = new STSClient(config);
  iam.middlewareStack.use(headersOf(workplace));
  sts.middlewareStack.use(headersOf(workplace));
  return { iam, sts };
}

function headersOf<Input extends object, Output extends object>({
  sourceAddress,
  userAgent,
}: Workplace): Pluggable<Input, Output> {
  return {
    applyToStack: (stack) =>
      stack.add(
        (next) => (args) => {
          const { headers } = args.request as { headers: Record<string, string> };
          headers['user-agent'] = userAgent;
          headers['x-forwarded-for'] = sourceAddress;
          return next(args);
        },
        { step: 'build', name: 'workplace', priority: 'low' },
      ),
  };
}
