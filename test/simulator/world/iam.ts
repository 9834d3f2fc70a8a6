import { AccountError } from '../../../functions/account-error';
import type { ForNextRun } from '../../../functions/ports/iam-reader';
import type { AccountLedger } from '../../../rules/ledger';
import type { Account, AccountReading } from '../../../rules/model';
import { AccountListing } from './account-listing';
import { ActingIam } from './acting-iam';
import type { World } from './iam-answers';
import type { Process } from './process';
import type { RunRecord } from './run-record';

/**
 * IAM as one run meets it: in pages, with a credential report of up to four hours ago, throttled, a while
 * behind the truth. Whom it asks for is decided as the real adapter decides it.
 */
export class SimulatedIam extends ActingIam {
  constructor(
    world: World,
    private readonly run: RunRecord,
    process: Process,
  ) {
    super(world, run, process);
  }

  override async read(
    account: Account,
    coming: AccountLedger | Promise<AccountLedger>,
    now: Date,
  ): Promise<AccountReading & ForNextRun> {
    // As the adapter: nothing is read before it is known what was known.
    const ledger = await coming;
    const { chronicle, clock, sightings } = this.world;
    const visit = chronicle.visit(this.run, account.id);
    let reading: AccountReading & ForNextRun;
    try {
      const listing = new AccountListing(this.world, this.answers, this.process, account, ledger);
      reading = await listing.read(now);
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      chronicle.count('account unread');
      const { message: reason } = error;
      reading = { outcome: 'unread', account, reason, fingerprints: new Map() };
    }
    visit.reading = reading;
    visit.readAt = clock.now;
    sightings.noteRead(this.run, account.id);
    return reading;
  }
}
