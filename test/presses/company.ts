import { CreateUserCommand, IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { awsOf } from '../../emulation/company/aws-of';
import type { EmulatedCompany } from '../../emulation/company/emulated-company';
import { Administrator } from '../../emulation/people/administrator';
import type { AppRequest, Twist } from '../../emulation/slack/requests/app-requests';
import type { PostedMessage, SlackOptions } from '../../emulation/slack/start';
import { imIdOf } from '../../emulation/slack/workspace';
import { actionIdOf, type Button } from '../../rules/presses/press';
import type { Switchboard } from '../killed/switchboard';
import { found, type Company, type Setting } from '../permissions/companies';
import { JudgedAws } from './judged-aws';
import { TEAM } from './settings';

/** A key, and whose it is. */
export interface Made {
  readonly accountId: string;
  readonly userName: string;
  readonly slackId: string;
  readonly keyId: string;
}

export const start = new Date('2027-01-04T08:00:00Z');

/** A deployed company that Slack calls, in an AWS that judges `act` by the roles that the stacks made. */
export class PressingCompany {
  readonly made: Made[] = [];
  now = start;

  private constructor(
    private readonly company: Company,
    readonly aws: JudgedAws,
  ) {}

  static async found(setting: Setting, slack: SlackOptions): Promise<PressingCompany> {
    let switchboard: Switchboard | undefined;
    const company = await found(setting, start, {
      slack,
      environmentOf: async (moto) => {
        switchboard = await JudgedAws.standBefore(moto);
        return { AWS_ENDPOINT_URL: switchboard.url };
      },
    });
    if (!switchboard) throw new Error('the functions do not know where AWS is');
    return new PressingCompany(company, JudgedAws.of(company, switchboard));
  }

  async stop(): Promise<void> {
    await this.emulated.stop();
    await this.aws.stop();
  }

  get emulated(): EmulatedCompany {
    return this.company.emulated;
  }

  get deployed(): Company['deployed'] {
    return this.company.deployed;
  }

  get slack() {
    return this.emulated.slack;
  }

  /** A user whom no stack declares. */
  async addUser(accountId: string, userName: string, slackId: string): Promise<void> {
    const tags = { type: 'engineer', 'slack-id': slackId };
    const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
    await (await this.iamIn(accountId)).send(new CreateUserCommand({ UserName: userName, Tags }));
  }

  /** Somebody else makes a key for them. */
  async makeKey(who: Omit<Made, 'keyId'>): Promise<Made> {
    const credentials = await this.emulated.moto.credentialsFor(who.accountId);
    const keyId = await new Administrator(this.emulated.moto, credentials).createKeyFor(
      who.userName,
    );
    const made = { ...who, keyId };
    this.made.push(made);
    await this.aws.knows(made);
    return made;
  }

  /** Time passes, and whatever waits is done. */
  async pass(seconds: number): Promise<void> {
    this.now = new Date(this.now.getTime() + seconds * 1000);
    await this.emulated.turnTo(this.now);
  }

  async turnTo(now: Date): Promise<void> {
    this.now = now;
    await this.emulated.turnTo(now);
  }

  /** The newest message with that button about that key, in a conversation. */
  messageWith(button: Button, keyId: string, channel: string): PostedMessage {
    const carried = JSON.stringify(JSON.stringify(keyId)).slice(1, -1);
    const [actionId, id] = [JSON.stringify(actionIdOf(button)), carried];
    const message = this.slack.inbox.channel(channel).findLast(({ blocks }) => {
      const text = JSON.stringify(blocks);
      return text.includes(actionId) && text.includes(id);
    });
    if (!message) throw new Error(`no message in ${channel} has the button ${button} for that key`);
    return message;
  }

  /** Presses where the button stands, and nothing is done about it yet. */
  async press(
    button: Button,
    { keyId, slackId }: Made,
    by: string = slackId,
    twist: Twist = {},
  ): Promise<AppRequest> {
    const channel = button === 'disable-now' ? TEAM : imIdOf({ id: slackId });
    const message = this.messageWith(button, keyId, channel);
    return this.slack.requests.press(message, actionIdOf(button), by, twist);
  }

  /** The same, and what comes of it within seconds. @returns HTTP's status, and the texts that came up since */
  async pressed(...press: Parameters<PressingCompany['press']>): Promise<{
    readonly status: number | undefined;
    readonly news: readonly (readonly [channel: string, text: string])[];
  }> {
    const before = this.slack.inbox.all.length;
    const { status } = await this.press(...press);
    await this.pass(2);
    const news = this.slack.inbox.all.slice(before);
    return { status, news: news.map(({ channel, text }) => [channel, text]) };
  }

  /** Of every key that was made, by its id. */
  async statuses(): Promise<ReadonlyMap<string, string | undefined>> {
    const statuses = new Map<string, string | undefined>();
    for (const { accountId, userName, keyId } of this.made) {
      const iam = await this.iamIn(accountId);
      const { AccessKeyMetadata = [] } = await iam.send(
        new ListAccessKeysCommand({ UserName: userName }),
      );
      statuses.set(keyId, AccessKeyMetadata.find((each) => each.AccessKeyId === keyId)?.Status);
    }
    return statuses;
  }

  /** What CloudTrail knows of keys that were switched: which, when and by whose session. */
  async switched() {
    const events = await this.emulated.moto.keyEvents();
    return events
      .filter(({ detail }) => detail.eventName === 'UpdateAccessKey')
      .map(({ detail: { requestParameters, userIdentity, eventTime } }) => ({
        keyId: requestParameters?.accessKeyId,
        status: requestParameters?.status,
        at: new Date(eventTime),
        by: userIdentity.arn.replace(/^.*:assumed-role\//, ''),
      }));
  }

  async iamIn(accountId: string): Promise<IAMClient> {
    return new IAMClient(await awsOf(this.emulated.moto, { accountId, region: 'us-east-1' }));
  }
}
