import { IAMClient, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import type { EmulatedCompany } from '../emulation/company/emulated-company';
import { awsOf } from '../emulation/company/aws-of';
import type { PublishedHome } from '../emulation/slack/inbox';
import type { PostedMessage } from '../emulation/slack/start';
import { imIdOf } from '../emulation/slack/workspace';
import type { Block } from '../functions/slack-message';
import { dateOf, dayOf, timeOf } from './calendar';
import { accounts, engineerNames, slackIds, type EngineerName } from './cast';
import type { World } from './world';

/** What the emulated AWS and Slack hold when the story is over, in the story's own words. */
export interface Held {
  /** By user: the keys, by the names that the story gave them, and whether they are enabled. */
  readonly keys: Readonly<Record<string, readonly string[]>>;
  /** Every key that somebody switched off or on: whose, when, by the session of which role. */
  readonly switched: readonly string[];
  /** The titles that people see in the app's home, by person. */
  readonly homes: Readonly<Partial<Record<EngineerName, readonly string[]>>>;
  /** What people were shown in private of keys that are not theirs. */
  readonly ofOthers: readonly string[];
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
      const what = `${nameOf(requestParameters?.accessKeyId)} ${requestParameters?.status}`;
      const at = new Date(eventTime);
      const by = userIdentity.arn.replace(/^.*:assumed-role\//, '');
      return `${what} on day ${dayOf(at)} at ${timeOf(at)} by ${by}`;
    });
  const messages = slack.inbox.all.map((message) => ({
    ...message,
    day: dayOf(new Date(Number(message.ts) * 1000)),
  }));
  const said = messages.map(({ to, text, day }) => `${to} on ${dateOf(day)}: ${text}`);
  return {
    keys,
    switched,
    homes: Object.fromEntries(
      engineerNames.map((name) => [name, titlesOf(slack.inbox.homeOf(slackIds[name]), world)]),
    ),
    ofOthers: ofOthers(company, world),
    messages,
    twice: said.filter((each, i) => said.indexOf(each) !== i),
    backlog: await company.backlog(),
  };
}

/** The days on which somebody was told something that fits. */
export function daysTold(held: Held, to: keyof typeof slackIds, fits: RegExp): readonly number[] {
  return held.messages
    .filter((message) => message.channel === conversationOf(to) && fits.test(messageText(message)))
    .map(({ day }) => day);
}

function conversationOf(name: keyof typeof slackIds): string {
  const { [name]: id } = slackIds;
  return id.startsWith('U') ? imIdOf({ id }) : id;
}

/** All that a message says, its blocks included. */
function messageText({ text, blocks }: Pick<PostedMessage, 'text' | 'blocks'>): string {
  return `${text}\n${JSON.stringify(blocks)}`;
}

/** By the story's names of keys, which people see the last four characters of. */
function titlesOf(home: PublishedHome | undefined, { keys }: World): readonly string[] {
  const blocks = (home?.blocks ?? []) as readonly Block[];
  const titles = blocks.flatMap((block) => (block.type === 'header' ? [block.text.text] : []));
  return titles.map((title) =>
    [...keys].reduce((text, [name, id]) => text.replace(shortOf(id), `(${name})`), title),
  );
}

function ofOthers({ slack: { inbox } }: EmulatedCompany, { keys }: World): readonly string[] {
  return engineerNames.flatMap((name) => {
    const { blocks = [] } = inbox.homeOf(slackIds[name]) ?? {};
    const seen = [...inbox.of(slackIds[name]), { text: 'home', blocks }]
      .map(messageText)
      .join('\n');
    // The one that somebody else made is Frank's by IAM.
    const isOwn = (key: string) =>
      key.startsWith(`${name}'s `) || (key === "the intruder's" && name === 'frank');
    return [...keys]
      .filter(([key, id]) => !isOwn(key) && seen.includes(shortOf(id)))
      .map(([key]) => `${name} was shown ${key}`);
  });
}

function shortOf(keyId: string): string {
  return `…${keyId.slice(-4)}`;
}
