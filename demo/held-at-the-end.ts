import { IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import type { EmulatedCompany } from '../emulation/company/emulated-company';
import { awsOf } from '../emulation/company/aws-of';
import type { PostedMessage } from '../emulation/slack/start';
import { dateOf, dayOf } from './calendar';
import { accounts, engineerNames, slackIds } from './cast';
import type { World } from './story';

/** What the emulated AWS and Slack hold when the story is over, in the story's own words. */
export interface Held {
  /** By user: the keys, by the names that the story gave them, and whether they are enabled. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Every key that somebody switched off or on: whose, on which day, by whom. */
  readonly switched: readonly string[];
  /** Every message, oldest first. */
  readonly messages: readonly (PostedMessage & { readonly day: number })[];
  /** Messages that somebody got twice. */
  readonly twice: readonly string[];
  /** Notices that are still in a queue. */
  readonly backlog: number;
}

export async function heldAtTheEnd(company: EmulatedCompany, world: World): Promise<Held> {
  const { moto, slack } = company;
  const iam = new IAMClient(
    await awsOf(moto, { accountId: accounts.identity, region: 'us-east-1' }),
  );
  const nameOf = (keyId = '') =>
    [...world.keys].find(([, id]) => id === keyId)?.[0] ?? 'a key that is not of the story';
  const keys: Record<string, readonly string[]> = {};
  for (const user of [...engineerNames, 'ci-deployer', 'backup']) {
    const { AccessKeyMetadata = [] } = await iam.send(
      new ListAccessKeysCommand({ UserName: user }),
    );
    keys[user] = AccessKeyMetadata.map(
      ({ AccessKeyId, Status }) => `${nameOf(AccessKeyId)}: ${Status}`,
    ).sort();
  }
  const events = await moto.keyEvents();
  const switched = events
    .filter(({ detail }) => detail.eventName === 'UpdateAccessKey')
    .map(({ detail: { requestParameters, userIdentity, eventTime } }) => {
      const by = userIdentity.sessionContext?.sessionIssuer?.userName ?? userIdentity.arn;
      const what = `${nameOf(requestParameters?.accessKeyId)} ${requestParameters?.status}`;
      return `${what} on day ${dayOf(new Date(eventTime))} by ${by}`;
    });
  const messages = slack.inbox.all.map((message) => ({
    ...message,
    day: dayOf(new Date(Number(message.ts) * 1000)),
  }));
  const said = messages.map(({ to, text, day }) => `${to} on ${dateOf(day)}: ${text}`);
  return {
    keys,
    switched,
    messages,
    twice: said.filter((each, i) => said.indexOf(each) !== i),
    backlog: await company.backlog(),
  };
}

/** The days on which somebody was told something that fits. */
export function daysTold(held: Held, to: keyof typeof slackIds, fits: RegExp): readonly number[] {
  return held.messages
    .filter((message) => message.to === slackIds[to] && fits.test(messageText(message)))
    .map(({ day }) => day);
}

/** All that a message says, its blocks included. */
export function messageText({ text, blocks }: PostedMessage): string {
  return `${text}\n${JSON.stringify(blocks)}`;
}
