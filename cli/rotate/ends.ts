import { withoutKeyIds } from '../../functions/without-key-ids';
import type { Partition } from '../../rules/arn';
import { refused, withHint } from '../aws/caller';
import { CliError, isCliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { holdersOf } from './places/place';
import { shortId, type Rotation, type World } from './rotation';
import type { End } from './states';

interface Asked {
  readonly region: string;
  readonly partition: Partition;
  /** Where there is one by now. */
  readonly session?: Pick<World['session'], 'from'>;
}

/** What ended it, for a person; a fault of the command's own stays one. */
export function explained(
  failure: unknown,
  { region, partition, session }: Asked,
  asked = 'AWS was asked about your keys',
): Error {
  if (isCliError(failure)) return failure;
  if (!(failure instanceof Error)) return new Error(String(failure));
  const isOfAws = '$metadata' in failure || 'code' in failure || failure.name === 'NotOfAws';
  if (!isOfAws) return failure;
  const error = refused(asked, failure, { region, partition });
  const text = withHint(error.message, hintForSession(failure, session));
  return new CliError(error.exitCode, text, { cause: failure });
}

/** Without MFA a policy denies it, and IAM does not know the credentials of GetSessionToken at all. */
function hintForSession(
  { name }: Error,
  { from }: Pick<World['session'], 'from'> = {},
): string | undefined {
  if (from === undefined || !/^(AccessDenied|InvalidClientTokenId)/.test(name)) return undefined;
  return `${from} may be one without MFA: name a profile that has the key itself and mfa_serial`;
}

/** The error with which an end that is none for a person is told: what went wrong, and what is there now. */
export async function errorOf(
  end: Exclude<End, 'finished'>,
  rotation: Rotation,
  world: World,
  partition: Partition,
): Promise<Error> {
  const failures = rotation.failures.map((each) => explained(each, { ...world, partition }));
  const [first] = failures;
  const why = failures.map(({ message }) => message).join('; then ') || 'it was interrupted';
  const code =
    end === 'undone' || end === 'not-begun' || end === 'unread'
      ? (first && isCliError(first) && first.exitCode) || exitCodes.noAnswer
      : exitCodes.incomplete;
  const text = `${why}. ${await whatIsThere(end, rotation, world)}`;
  if (first && !isCliError(first)) return new Error(withoutKeyIds(text), { cause: first });
  return new CliError(code, withoutKeyIds(text), { cause: first });
}

async function whatIsThere(
  end: Exclude<End, 'finished'>,
  { oldKeyId, newKeyId = '', doubted, secondKeyId }: Rotation,
  world: World,
): Promise<string> {
  const { journalFile } = world;
  const [older, newer] = [shortId(oldKeyId), shortId(newKeyId)];
  switch (end) {
    case 'not-begun':
      return `Nothing has changed: ${older} is where it was${secondKeyId === undefined ? '' : `, and there is ${shortId(secondKeyId)}, which was not made by this rotation`}`;
    case 'undone':
      return `Nothing has changed: ${newer}, which was made, is deleted again, and ${older} is where it was`;
    case 'unread':
      if (doubted)
        return `Nothing has changed: the old ${older} is where it was, and beside it is ${shortId(doubted.id)}, which is ${doubted.isEnabled ? 'enabled' : 'disabled'}. Where you made that one yourself, store it, or delete it in the AWS console under Security credentials; else run keyturn rotate again, which asks whether to delete it`;
      return 'What has become of the rotation is not known, and two keys may be enabled: run keyturn rotate again, which finishes or undoes it';
    case 'finished-unrecorded':
      return `The key is rotated all the same: ${newer} is stored, and ${older} is deleted. The next run removes ${journalFile}, or you do`;
    case 'two-keys':
      return describeTwo(oldKeyId, newKeyId, world);
  }
}

/** Somebody may have changed either of them meanwhile: what is said is what AWS has. */
async function describeTwo(
  oldKeyId: string,
  newKeyId: string,
  { session, places, journalFile }: World,
): Promise<string> {
  const keys = await session.aws.keysOf(session.userName).catch(() => undefined);
  const holders = await holdersOf(places, newKeyId).catch(() => []);
  const labels = holders.map(({ place }) => place.label).join(' and ');
  const [older, newer] = [shortId(oldKeyId), shortId(newKeyId)];
  const stored = labels === '' ? '' : `, which is stored in ${labels}`;
  const again = 'run keyturn rotate again, which goes on from there';
  const [ofOld, ofNew] = [stateOf(oldKeyId), stateOf(newKeyId)];
  if (!keys || (ofOld === 'enabled' && ofNew === 'enabled'))
    return `Two keys ${keys ? 'are' : 'may be'} enabled now, the old ${older} and the new ${newer}${stored}: ${again}`;
  if (ofNew === 'deleted' && labels !== '')
    return `The new key ${newer}${stored}, is deleted, and the old ${older} is ${ofOld}: where you still have the old secret, store it again; else make another key in the AWS console under Security credentials and store that. Then delete ${journalFile}`;
  const isToBeEnabled = ofNew === 'disabled' && labels !== '';
  const first = isToBeEnabled
    ? `enable ${newer} in the AWS console under Security credentials, then `
    : '';
  return `The new key ${newer}${stored}${stored && ','} is ${ofNew}, and the old ${older} is ${ofOld}: ${first}${again}`;

  function stateOf(keyId: string): string {
    const key = keys?.find(({ id }) => id === keyId);
    return key === undefined ? 'deleted' : key.isEnabled ? 'enabled' : 'disabled';
  }
}
