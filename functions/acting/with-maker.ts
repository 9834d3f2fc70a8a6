import type { Account } from '../../rules/model';
import { credentialOf, traitsOf, type Notice } from '../../rules/notices';
import { AccountError } from '../account-error';
import type { IamTrailPort } from '../ports/iam-trail';
import type { Log } from './log';

/** Who asks CloudTrail, and notes where that fails. */
export interface AskingTrail {
  readonly ports: { readonly trail: IamTrailPort };
  readonly log: Pick<Log, 'error'>;
}

/**
 * Fills in whom the notice names: who made the key, or had enabled it again. The news must not wait for that: where
 * CloudTrail can't say, it goes out without.
 */
export async function withMaker<N extends Notice>(
  asking: AskingTrail,
  account: Account,
  notice: N,
): Promise<N> {
  if (notice.kind === 'daily-summary') return notice;
  const { maker } = traitsOf(notice);
  const credential = credentialOf(notice);
  if (!credential || !maker?.isMissing(notice)) return notice;
  const about = { id: credential.id, userName: notice.owner.userName };
  const answer = await askCloudTrail(asking, account, (trail) =>
    trail.whoDid(account, maker.call(notice), about),
  );
  // A kind's traits keep the kind.
  return maker.filled(notice, 'said' in answer ? answer.said : undefined) as N;
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
