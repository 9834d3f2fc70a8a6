import type { Partition } from '../../rules/arn';
import { isUnknown, type Unknown } from '../../rules/model';
import { badUse } from '../cli-error';
import {
  Aws,
  givesCodes,
  isDeadKey,
  isDenied,
  userNameOf,
  type AccessKey,
  type User,
} from '../rotate/aws';
import { explained } from '../rotate/ends';
import { findCode, type CodeSources } from '../rotate/mfa-code';
import type { RunProgram } from '../rotate/run-program';
import type { WayIn } from '../rotate/way-in';

/** Whoever looks at a prompt does not wait as long as who rotates a key. */
const ATTEMPTS = 3;

/** What AWS says of the user, each answer by itself: what is refused hides nothing else. */
export interface Facts {
  readonly user: User | Unknown;
  /** AWS takes the key no more. */
  readonly isDead: boolean;
  readonly tags: Readonly<Record<string, string>> | Unknown;
  readonly devices: readonly string[] | Unknown;
  readonly keys: readonly AccessKey[] | Unknown;
  /** By AWS's clock, where it answered. */
  readonly now: Date;
}

export interface Asking {
  readonly region: string;
  readonly partition: Partition;
  readonly codes: Partial<Omit<CodeSources, 'process'>>;
  readonly run: RunProgram;
  /** Whether it is known from before when the user's key was made: no code is asked for that. */
  readonly isKept: (userArn: string) => boolean;
}

/** @throws CliError where the credentials are no user's */
export async function askAws(wayIn: WayIn, asking: Asking): Promise<Facts> {
  const credentials = wayIn.is === 'key' ? wayIn.key : wayIn.credentials;
  const aws = new Aws(asking.region, credentials, ATTEMPTS);
  const user = await aws.whoAmI().catch((error: unknown) => error as Error);
  const now = new Date(Date.now() + aws.clockOffset);
  if (user instanceof Error) {
    const unknown = why(user, asking);
    const isDead = wayIn.is === 'key' && isDeadKey(user);
    return { user: unknown, isDead, tags: unknown, devices: unknown, keys: unknown, now };
  }
  const name = userNameOf(user.arn);
  if (name === undefined)
    throw badUse(
      `the ${wayIn.is} is that of ${user.arn}: expected one of an IAM user, who alone has access keys of their own`,
    );
  const [tags, devices, keys] = await Promise.all([
    known(aws.tagsOf(name), asking),
    known(aws.devices(name), asking),
    known(aws.keysOf(name), asking),
  ]);
  const facts = { user, isDead: false, tags, devices, keys, now };
  const needsCode = isUnknown(keys) && wayIn.is === 'key' && isWorthACode(user, asking);
  return needsCode ? { ...facts, keys: await keysWithCode(name, facts, wayIn, asking) } : facts;
}

/** AWS lists keys in a session with MFA alone, by the policies that engineers have. */
async function keysWithCode(
  userName: string,
  { devices, keys }: Pick<Facts, 'devices' | 'keys'>,
  { key, serial: ofProfile, mfaProcess }: Extract<WayIn, { is: 'key' }>,
  asking: Asking,
): Promise<Facts['keys']> {
  const { codes, run, region } = asking;
  const { given, ask } = codes;
  const own = isUnknown(devices) ? [] : devices.filter(givesCodes);
  const serial = ofProfile ?? (own.length === 1 ? own[0] : undefined);
  const hasSource = given !== undefined || mfaProcess !== undefined || ask !== undefined;
  if (!hasSource || (serial ?? own[0]) === undefined) return keys;
  if (serial === undefined)
    return {
      unknown: `there are ${own.length} MFA devices that give codes: set mfa_serial in the profile to the ARN of one`,
    };
  const sources = { given, process: mfaProcess, ask: ask ?? nobody };
  const listing = async () => {
    const code = await findCode(serial, sources, run);
    const session = await new Aws(region, key, ATTEMPTS).session({ serial, code });
    return new Aws(region, session, ATTEMPTS).keysOf(userName);
  };
  return known(listing(), asking);
}

function isWorthACode({ arn }: User, { codes, isKept }: Asking): boolean {
  return codes.given !== undefined || !isKept(arn);
}

function nobody(): Promise<string> {
  return Promise.reject(new Error('there is nobody to ask'));
}

async function known<Answer>(asked: Promise<Answer>, where: Asking): Promise<Answer | Unknown> {
  return asked.catch((error: unknown) => why(error, where));
}

function why(error: unknown, where: Asking): Unknown {
  if (isDenied(error) && !/MultiFactorAuthentication failed/.test(String(error)))
    return { unknown: 'AWS does not let this user see it without MFA, or not at all' };
  return { unknown: explained(error, where, 'AWS was asked').message };
}
