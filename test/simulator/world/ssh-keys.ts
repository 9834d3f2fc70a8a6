import { SshKeyListing } from '../../../functions/adapters/iam/ssh-key-listing';
import type { UserDetails } from '../../../functions/adapters/iam/whom-to-ask';
import type { AccountLedger } from '../../../rules/ledger';
import type { Account, SshKey, Unknown } from '../../../rules/model';
import { listOperations, refused, type IamAnswers, type World } from './iam-answers';
import { listedOf } from './iam-shows';

/** Makes the call. */
type Ask = <Answer>(answer: () => Answer) => Promise<Answer>;

/** The adapter's own listing, which asks the simulated IAM. */
export class SshKeys {
  readonly #listing: SshKeyListing;
  #hasAsked = false;

  constructor(
    private readonly world: World,
    answers: IamAnswers,
    { id: accountId }: Account,
    ledger: AccountLedger,
    now: Date,
    ask: Ask,
  ) {
    const rule = world.others['ssh-key'];
    const dueAge = rule.do === 'report' ? undefined : Math.min(...rule.remindAt) - 1;
    const list = (userName: string) => {
      this.#hasAsked = true;
      return ask((): readonly SshKey[] | undefined => {
        const history = world.aws.find(accountId, userName);
        if (history && answers.hides('ssh-key', history)) {
          world.chronicle.count('SSH keys refused');
          throw refused(accountId, listOperations['ssh-key']);
        }
        const others = answers.visible(history)?.others;
        return others?.filter(({ kind }) => kind === 'ssh-key').map(listedOf);
      });
    };
    const questions = { ofAll: false, ...(dueAge !== undefined && { dueAge }) };
    this.#listing = new SshKeyListing(list, ledger, questions, now);
  }

  async of(user: UserDetails): Promise<readonly SshKey[] | Unknown | undefined> {
    this.#hasAsked = false;
    const found = await this.#listing.of(user);
    if (!this.#hasAsked) this.world.chronicle.count('SSH keys as recorded');
    return found;
  }

  asked() {
    return this.#listing.asked();
  }
}
