import type { Account } from '../../rules/model';
import type { Maker, Notice, NoticeOf } from '../../rules/notices';
import { AccountError } from '../account-error';
import type { IamTrailPort, KeyCallName } from '../ports/iam-trail';
import type { Log } from './log';

/** Who asks CloudTrail, and notes where that fails. */
export interface AskingTrail {
  readonly ports: { readonly trail: IamTrailPort };
  readonly log: Pick<Log, 'error'>;
}

/**
 * Fills in who made the key, or who had enabled it again. The news must not wait for that: where CloudTrail
 * can't say, it goes out without.
 */
export async function withMaker<N extends Notice>(
  asking: AskingTrail,
  account: Account,
  notice: N,
): Promise<N> {
  if (notice.kind === 'key-created' && !notice.maker)
    return { ...notice, maker: await whoDid(asking, account, 'CreateAccessKey', notice) };
  if (notice.kind === 'key-disabled' && wasEnabledAgain(notice) && !notice.reenabledBy)
    return { ...notice, reenabledBy: await whoDid(asking, account, 'UpdateAccessKey', notice) };
  return notice;
}

function wasEnabledAgain({ cause, isEnabledAgain }: NoticeOf<'key-disabled'>): boolean {
  return cause === 're-enabled' || isEnabledAgain === true;
}

async function whoDid(
  asking: AskingTrail,
  account: Account,
  call: KeyCallName,
  { key, owner }: NoticeOf<'key-created' | 'key-disabled'>,
): Promise<Maker | undefined> {
  const about = { id: key.id, userName: owner.userName };
  const answer = await askCloudTrail(asking, account, (trail) =>
    trail.whoDid(account, call, about),
  );
  return 'said' in answer ? answer.said : undefined;
}

/** What CloudTrail says, or why it can't be asked. */
export async function askCloudTrail<Answer>(
  { ports, log }: AskingTrail,
  account: Account,
  ask: (trail: IamTrailPort) => Promise<Answer>,
): Promise<{ readonly said: Answer } | { readonly failed: string }> {
  try {
    return { said: await ask(ports.trail) };
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    log.error('CloudTrail could not be asked', { accountId: account.id, reason: error.message });
    return { failed: error.message };
  }
}
