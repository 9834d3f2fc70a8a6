import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import pMap from 'p-map';
import { onlyAws } from '../../functions/adapters/aws/only-aws';
import { withoutKeyIds } from '../../functions/without-key-ids';
import { partitionOfRegion } from '../../rules/arn';
import { credentialsOfProfile, requestHandler } from '../aws/credentials';
import { hintFor } from '../aws/hints';
import { findRegion } from '../aws/region';
import { isLongTerm, type WayProfile } from './ways-of-profiles';
import { whyFailed } from './why-failed';

/** Who somebody is by a profile, as AWS said. */
export interface Identity {
  readonly arn: string;
  readonly accountId: string;
  readonly userId: string;
  readonly at: Date;
}

export type Outcome =
  | ({ readonly is: 'works' } & Identity)
  /** A key answered in place of the way. */
  | ({ readonly is: 'key-instead' } & Identity)
  | { readonly is: 'failed'; readonly why: string; readonly todo?: string }
  | { readonly is: 'not-tried'; readonly why: string };

export interface TriedWay extends WayProfile {
  readonly outcome: Outcome;
}

/** Each takes the start of a program, or more. */
const AT_ONCE = 4;

/** Tries each with the credentials that AWS's SDK finds for it; in the same order. Never throws for one of them. */
export async function tryWays(ways: readonly WayProfile[]): Promise<readonly TriedWay[]> {
  return pMap(ways, async (way) => ({ ...way, outcome: await tryWay(way) }), {
    concurrency: AT_ONCE,
  });
}

async function tryWay({ profile, way, source, shadow, notTried }: WayProfile): Promise<Outcome> {
  if (notTried !== undefined) return { is: 'not-tried', why: notTried };
  const region = await findRegion({ profile });
  try {
    const find = credentialsOfProfile(profile, region);
    const credentials = await find();
    const client = onlyAws(new STSClient({ region, profile, credentials: find, requestHandler }));
    const {
      Arn = '',
      Account = '',
      UserId = '',
    } = await client.send(new GetCallerIdentityCommand({}));
    const isKey = shadow !== undefined || isLongTerm(credentials.accessKeyId);
    return {
      is: way !== 'key' && isKey ? 'key-instead' : 'works',
      arn: Arn,
      accountId: Account,
      userId: UserId,
      at: new Date(),
    };
  } catch (error) {
    return failed(error, { way, source, region });
  }
}

const signInAgain: Readonly<Record<WayProfile['way'], (source: string) => string | undefined>> = {
  key: () => undefined,
  'sign-in': (source) => `aws login --profile ${source}`,
  'identity-center': (source) => `aws sso login --profile ${source}`,
};
/** The chain's own words for what a sign-in mends; not those of a role that is refused. */
const isOver =
  /expired|aws sso login|aws login|reauthenticate|no token|not found|could not|failed/i;

function failed(
  error: unknown,
  { way, source, region }: { way: WayProfile['way']; source: string; region: string },
): Outcome {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const known = whyFailed({ name, message: withoutKeyIds(message) });
  const isOfChain = /^(CredentialsProviderError|TokenProviderError|ProviderError)$/.test(name);
  const todo =
    isOfChain && isOver.test(message)
      ? (known.todo ?? signInAgain[way](source))
      : hintFor(error, {
          region,
          partition: partitionOfRegion(region),
          ...('$metadata' in Object(error) && { operation: 'sts:AssumeRole' }),
        });
  return { is: 'failed', why: known.why, ...(todo !== undefined && { todo }) };
}
