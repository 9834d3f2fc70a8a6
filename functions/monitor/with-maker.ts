import type { Account } from '../../rules/model';
import type { Notice } from '../../rules/notices';
import { AccountError } from '../account-error';
import type { IamPort } from '../ports';
import type { Run } from './run';

/**
 * Fills in who made the key, or who had enabled it again. The news must not wait for that: where CloudTrail
 * can't say, it goes out without.
 */
export async function withMaker<N extends Notice>(
  run: Run,
  account: Account,
  notice: N,
): Promise<N> {
  if (notice.kind === 'key-created' && !notice.maker) {
    const maker = await ask(run, account, 'CreateAccessKey', notice.key.id, notice.owner.userName);
    return { ...notice, maker };
  }
  if (notice.kind === 'key-disabled' && notice.cause === 're-enabled' && !notice.reenabledBy) {
    const { key, owner } = notice;
    const reenabledBy = await ask(run, account, 'UpdateAccessKey', key.id, owner.userName);
    return { ...notice, reenabledBy };
  }
  return notice;
}

async function ask(
  { ports, log }: Run,
  account: Account,
  call: Parameters<IamPort['whoDid']>[1],
  id: string,
  userName: string,
) {
  try {
    return await ports.iam.whoDid(account, call, { id, userName });
  } catch (error) {
    if (!(error instanceof AccountError)) throw error;
    log.error('CloudTrail could not be asked', { accountId: account.id, reason: error.message });
    return undefined;
  }
}
