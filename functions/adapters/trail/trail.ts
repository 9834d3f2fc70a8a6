import type { StoppableRef } from '../../../rules/credentials/credential';
import type { Account } from '../../../rules/model';
import type { Maker, MakersCall } from '../../../rules/notices';
import type { IamTrailPort, CredentialOfUser } from '../../ports/iam-trail';
import { Calls, type TimeLeft } from '../accounts/calls';
import type { TrailClients } from './clients';
import { hasDisabled } from './has-disabled';
import { whoDid } from './who-did';

/** The news of a credential must not wait long for who made it. */
const TIMEOUT_MS = 20_000;

/** CloudTrail of every account, through its audit role. */
export class AwsIamTrail implements IamTrailPort {
  /**
   * @param roleName the audit role's, by which its own calls are known
   * @param timeLeft when it is over, what has no answer is given up
   */
  constructor(
    private readonly clients: TrailClients,
    private readonly roleName: string,
    private readonly timeLeft?: TimeLeft,
  ) {}

  async whoDid(
    account: Account,
    call: MakersCall,
    credential: CredentialOfUser,
  ): Promise<Maker | undefined> {
    return whoDid(this.clients.in(account.id), this.#calls(account), call, credential);
  }

  async hasDisabled(account: Account, credential: StoppableRef, since: Date): Promise<boolean> {
    const cloudTrail = this.clients.in(account.id);
    return hasDisabled(cloudTrail, this.#calls(account), this.roleName, credential, since);
  }

  #calls({ id }: Account): Calls {
    return new Calls(id, { timeoutMs: TIMEOUT_MS, timeLeft: this.timeLeft });
  }
}
