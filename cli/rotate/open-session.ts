import type { Partition } from '../../rules/arn';
import { badUse, CliError } from '../cli-error';
import { refused, withHint } from '../aws/caller';
import { Aws, givesCodes, isDeadKey, userNameOf, type User } from './aws';
import { findCode, type CodeSources } from './mfa-code';
import type { RunProgram } from './run-program';
import type { WayIn } from './way-in';

/** The user, and what may change their keys: one session for all. */
export interface Session {
  readonly user: User;
  readonly userName: string;
  readonly aws: Aws;
  /** When it was asked for, by AWS's clock: what the key is used for then is its own use. */
  readonly openedAt: Date;
  /** How far AWS's clock is ahead of this machine's, in milliseconds. */
  readonly clockOffset: number;
  /** Where it was there already: what gave it. Whether it has MFA nobody says. */
  readonly from?: string;
}

const ofDeadKey =
  "one that is switched off can't rotate itself: in the AWS console, under Security credentials, delete it and make a new one, then put that where this one is";

/**
 * Asks whose the credentials are before it asks for a code: a code is good once.
 * @throws CliError
 */
export async function openSession(
  wayIn: WayIn,
  where: { readonly region: string; readonly partition: Partition },
  { codes, run }: { readonly codes: Omit<CodeSources, 'process'>; readonly run: RunProgram },
): Promise<Session> {
  const startedAt = Date.now();
  const bare = new Aws(where.region, wayIn.is === 'key' ? wayIn.key : wayIn.credentials);
  const user = await bare.whoAmI().catch((error: unknown) => {
    const { exitCode, message } = refused(`AWS was asked whose the ${wayIn.is} is`, error, where);
    const todo = wayIn.is === 'key' && isDeadKey(error) ? ofDeadKey : undefined;
    throw new CliError(exitCode, withHint(message, todo), { cause: error });
  });
  const userName = userNameOf(user.arn);
  if (userName === undefined)
    throw badUse(
      `the ${wayIn.is} is that of ${user.arn}: expected one of an IAM user, who alone has access keys of their own`,
    );
  const { clockOffset } = bare;
  const openedAt = new Date(startedAt + clockOffset);
  if (wayIn.is === 'session')
    return { user, userName, aws: bare, openedAt, clockOffset, from: wayIn.from };
  const serial = wayIn.serial ?? (await findDevice(bare, userName));
  const code = await findCode(serial, { ...codes, process: wayIn.mfaProcess }, run);
  const credentials = await bare.session({ serial, code }).catch((error: unknown) => {
    throw refused('AWS was asked for a session with the code', error, where);
  });
  return { user, userName, aws: new Aws(where.region, credentials), openedAt, clockOffset };
}

/** Self-management lets everybody see their own devices, also without MFA. */
async function findDevice(aws: Aws, userName: string): Promise<string> {
  const expected = 'set mfa_serial in the profile to the ARN of the device';
  const all = await aws.devices(userName).catch((cause: unknown) => {
    throw badUse(
      `the profile has no mfa_serial, and IAM does not say which device there is: ${expected}`,
      { cause },
    );
  });
  const devices = all.filter(givesCodes);
  const [device, second] = devices;
  if (device === undefined)
    throw badUse(
      `${userName} has no MFA device that gives codes: enrol an authenticator app in the AWS console, under Security credentials`,
    );
  if (second !== undefined)
    throw badUse(
      `${userName} has ${devices.length} MFA devices, and the profile no mfa_serial: ${expected}`,
    );
  return device;
}
