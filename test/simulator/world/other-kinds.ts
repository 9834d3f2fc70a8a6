import { everybodys } from '../../../functions/adapters/iam/list-service-credentials';
import type { ServiceCredentials } from '../../../functions/adapters/iam/list-service-credentials';
import { readOtherKinds } from '../../../functions/adapters/iam/read-other-kinds';
import { unlessRefused } from '../../../functions/adapters/iam/read-users';
import { SshKeyListing } from '../../../functions/adapters/iam/ssh-key-listing';
import { rowOfUser, type UserDetails } from '../../../functions/adapters/iam/whom-to-ask';
import type { AccountLedger } from '../../../rules/ledger';
import type { Account, IamUser, Unknown } from '../../../rules/model';
import type { OtherKind } from '../story/story';
import { listOperations, refused } from './iam-answers';
import type { CredentialReport, IamAnswers, World } from './iam-answers';
import { listedOf, serviceCredentialOf } from './iam-shows';

/** Makes a call of that name for a listing of that kind. */
export type Ask = <Answer>(name: string, kind: OtherKind, answer: () => Answer) => Promise<Answer>;

/** The adapter's own reading of what users have beside keys, which asks the simulated IAM. */
export class OtherKinds {
  readonly #sshKeys: SshKeyListing;
  #hasAskedForSshKeys = false;

  private constructor(
    private readonly iam: ListingsOfIam,
    private readonly world: World,
    private readonly serviceCredentials: ServiceCredentials | Unknown,
    ledger: AccountLedger,
    now: Date,
  ) {
    const rule = world.others['ssh-key'];
    const dueAge = rule.do === 'report' ? undefined : Math.min(...rule.remindAt) - 1;
    const questions = { ofAll: false, ...(dueAge !== undefined && { dueAge }) };
    const ask = (userName: string) => {
      this.#hasAskedForSshKeys = true;
      return iam.of('iam.sshKeys', 'ssh-key', userName);
    };
    this.#sshKeys = new SshKeyListing(ask, ledger, questions, now);
  }

  static async open(
    world: World,
    answers: IamAnswers,
    { id }: Account,
    ledger: AccountLedger,
    now: Date,
    ask: Ask,
  ): Promise<OtherKinds> {
    const iam = new ListingsOfIam(world, answers, id, ask);
    return new OtherKinds(iam, world, await unlessRefused(iam.everybodys()), ledger, now);
  }

  /** Undefined where the user is gone. */
  async of(
    details: UserDetails,
    { rows, at: reportAt }: CredentialReport,
  ): Promise<Partial<IamUser> | undefined> {
    this.#hasAskedForSshKeys = false;
    const { serviceCredentials, world } = this;
    const found = await readOtherKinds(
      {
        sshKeys: this.#sshKeys,
        listCertificates: (userName) =>
          this.iam.of('iam.certificates', 'signing-certificate', userName),
      },
      {
        details,
        row: rowOfUser(details, rows),
        reportAt,
        serviceCredentials,
        listsCertificates: world.others['signing-certificate'].do !== 'report',
      },
    );
    if (!this.#hasAskedForSshKeys) world.chronicle.count('SSH keys as recorded');
    return found;
  }

  sshKeysAsked() {
    return this.#sshKeys.asked();
  }
}

const refusals = {
  'ssh-key': 'SSH keys refused',
  'signing-certificate': 'certificates refused',
} as const;

/** What IAM lists at the moment, and of whom it refuses to. */
class ListingsOfIam {
  constructor(
    private readonly world: World,
    private readonly answers: IamAnswers,
    private readonly accountId: string,
    private readonly ask: Ask,
  ) {}

  everybodys(): Promise<ServiceCredentials> {
    const { weather, clock, chronicle } = this.world;
    const kind = 'service-specific';
    return everybodys(this.accountId, () =>
      this.ask('iam.services', kind, () => {
        if (weather.hidesServices(this.accountId, clock.now)) {
          chronicle.count('service-specific credentials refused');
          throw refused(this.accountId, listOperations[kind]);
        }
        return { ServiceSpecificCredentials: this.#allServiceCredentials() };
      }),
    );
  }

  /** Undefined where the user is gone. */
  of(name: string, kind: keyof typeof refusals, userName: string) {
    const { aws, chronicle } = this.world;
    return this.ask(name, kind, () => {
      const history = aws.find(this.accountId, userName);
      if (history && this.answers.hides(kind, history)) {
        chronicle.count(refusals[kind]);
        throw refused(this.accountId, listOperations[kind]);
      }
      const held = this.answers.visible(history)?.others;
      return held?.filter((each) => each.kind === kind).map(listedOf);
    });
  }

  #allServiceCredentials() {
    const { aws, clock } = this.world;
    return aws.usersOf(this.accountId).flatMap((history) => {
      const user = this.answers.visible(history);
      const held = user?.others.filter(({ kind }) => kind === 'service-specific') ?? [];
      return held.map((each) => {
        const { id, service, status, createdAt, expiresAt } = serviceCredentialOf(each, clock.now);
        return {
          UserName: user?.name,
          ServiceSpecificCredentialId: id,
          ServiceName: service,
          Status: status,
          CreateDate: createdAt,
          ExpirationDate: expiresAt,
          ServiceUserName: undefined,
        };
      });
    });
  }
}
