import { IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { RootState } from '../../emulation/moto/root-state';
import type { Moto, RecordedCall } from '../../emulation/moto/start';
import { clientsOf, createKey } from '../../emulation/moto/test-clients';
import type { PostedMessage } from '../../emulation/slack/inbox';
import { chosenKinds, type ChosenKind } from '../../rules/credentials';
import type { Mode } from '../../rules/credentials/mode';
import { everything, found, type Company } from '../permissions/companies';
import { hands } from '../../emulation/people/credentials';

const accountId = '333333333333';
/** By user name; the machine's notices go to the channel. */
const slackIds = { alice: 'U0ALICE0001', bob: 'U0BOB000001', channel: 'C0INFRA0001' } as const;

export type Person = 'alice' | 'bob' | 'backup';
export const at = (day: number, hour = 8) => new Date(Date.UTC(2027, 0, 1 + day, hour));

/** One account, deployed by its stack, whose people hold credentials of every kind that a company chooses of. */
export class CredentialCompany {
  #read = 0;
  readonly #uses: { readonly on: number; readonly credentials: AwsCredentialIdentity }[] = [];

  private constructor(
    private readonly company: Company,
    readonly iam: IAMClient,
  ) {}

  /**
   * @param mode for every kind; absent: nothing is said of them
   * @param settings lines of the monitor's stack file
   */
  static async found(mode?: Mode, settings = ''): Promise<CredentialCompany> {
    const credentials = `{${chosenKinds.map((kind) => `${kind}: {do: ${mode}}`).join(', ')}}`;
    const said = settings + (mode ? `  keyturn:credentials: ${credentials}\n` : '');
    const stacks = { monitor: everything + said };
    const company = await found({ name: mode ?? '', identity: accountId, stacks }, at(0, 7));
    const { moto } = company.emulated;
    const config = { endpoint: moto.url, region: 'us-east-1' };
    const iam = new IAMClient({ ...config, credentials: await moto.credentialsFor(accountId) });
    return new CredentialCompany(company, iam);
  }

  /** The user gets one of every kind, an hour before that day's run: ids by kind. */
  async make(day: number, who: Person): Promise<Readonly<Record<ChosenKind, string>>> {
    await this.company.emulated.turnTo(at(day, 7));
    const made = {} as Record<ChosenKind, string>;
    for (const kind of chosenKinds) made[kind] = await hands[kind].make(this.iam, who);
    return made;
  }

  /** The user gets an access key an hour before that day's run, and uses it on those days. */
  async makeKey(day: number, who: Person, ...usedOn: readonly number[]): Promise<string> {
    const { emulated } = this.company;
    await emulated.turnTo(at(day, 7));
    const credentials = await createKey(this.iam, who);
    this.#uses.push(...usedOn.map((on) => ({ on, credentials })));
    return credentials.accessKeyId;
  }

  async statusOf(who: Person): Promise<readonly string[]> {
    const { AccessKeyMetadata = [] } = await this.iam.send(
      new ListAccessKeysCommand({ UserName: who }),
    );
    return AccessKeyMetadata.map(({ AccessKeyId, Status }) => `${AccessKeyId} ${Status}`);
  }

  async remove(who: Person, ids: Readonly<Record<ChosenKind, string>>): Promise<void> {
    for (const kind of chosenKinds) await hands[kind].remove(this.iam, who, ids[kind]);
  }

  /** From then on root has this. */
  async setRoot(has: RootState): Promise<void> {
    await this.company.emulated.moto.setRoot(accountId, has);
  }

  /** What somebody does on that day, after its run; what was delivered before is no longer news. */
  async doOn<Done>(day: number, act: (iam: IAMClient, moto: Moto) => Promise<Done>): Promise<Done> {
    const { emulated } = this.company;
    await emulated.turnTo(at(day, 10));
    this.#read = this.#inbox.length;
    const done = await act(this.iam, emulated.moto);
    await emulated.turnTo(at(day, 11));
    return done;
  }

  /** A run of that day; what was delivered before is no longer news. */
  async run(day: number, hour?: number): Promise<void> {
    await this.company.emulated.turnTo(at(day, 7));
    const { moto } = this.company.emulated;
    for (const { credentials } of this.#uses.filter(({ on }) => on === day))
      await clientsOf(moto, credentials).sts.send(new GetCallerIdentityCommand());
    this.#read = this.#inbox.length;
    await this.company.emulated.run(at(day, hour));
  }

  /** What the last run told there, without the summary. */
  told(where: keyof typeof slackIds): readonly string[] {
    return this.#news
      .filter(({ to }) => to === slackIds[where])
      .map(({ text }) => text)
      .filter((text) => !isSummary(text));
  }

  /** Everything that its summary says, as Slack got it. */
  get summary(): string {
    const messages = this.#news.filter(
      ({ text, to }) => to === slackIds.channel && isSummary(text),
    );
    return JSON.stringify(messages.map(({ blocks }) => blocks));
  }

  /** Every call by which Keyturn has changed something in IAM. */
  async changes(): Promise<readonly string[]> {
    const calls = await this.company.emulated.moto.recordedCalls();
    return calls
      .filter(isChangeByKeyturn)
      .map(({ action, about }) => `${action} ${about['UserName']}`);
  }

  /** Everything that the functions have logged. */
  get logs(): string {
    return this.company.emulated.logs;
  }

  async stop(): Promise<void> {
    this.iam.destroy();
    await this.company.emulated.stop();
  }

  get #inbox(): readonly PostedMessage[] {
    return this.company.emulated.slack.inbox.all;
  }

  get #news(): readonly PostedMessage[] {
    return this.#inbox.slice(this.#read);
  }
}

function isSummary(text: string): boolean {
  return /\d account read;/.test(text);
}

function isChangeByKeyturn({ service, action, principal }: RecordedCall): boolean {
  const isReading = /^(Get|List|Generate)/.test(action);
  return service === 'iam' && !isReading && (principal ?? '').includes('assumed-role/keyturn-');
}
