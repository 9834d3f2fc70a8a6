import { createHash } from 'node:crypto';
import { asText } from '../functions/messages/as-text';
import { exampleMessages, kindOf, type NamedMessage } from '../functions/messages/examples';
import type { Block, SlackMessage } from '../functions/slack-message';
import type { Notice } from '../rules/notices';
import { renderBlockKitHtml } from './block-kit-html';

/** The names of the examples' channels and people. */
const names = {
  ...{ C0INFRATEAM: 'infrastructure', C0DEPLOYERS: 'deployers' },
  ...{ U0ANNABERG: 'Anna Berg', U0RESPONDER: 'Rita Sommer', U0RESPONDE2: 'Sam Okoye' },
};

/** What each kind is, in the order of the page. */
const kinds: Readonly<
  Record<
    | Notice['kind']
    | 'press-answer'
    | 'press-for-team'
    | 'digest'
    | 'news'
    | 'home-view'
    | 'newer-kind',
    readonly [title: string, when: string]
  >
> = {
  'key-reminder': [
    'A key grows old',
    "To an engineer when their key is 76, 81 and 86 days old, with the command of the tool that they rotate with: `keyturn` unless `keyturn:rotateWith`, or their own in `engineers.yaml`, says otherwise. The team's channel gets a copy.",
  ],
  'second-key': [
    'Two enabled keys',
    'To an engineer at once when a second key is enabled: the older one stops two days later.',
  ],
  'key-unused': [
    'Nobody uses a key',
    "To an engineer whose key nobody has used for 45 days, where `unused: disable` says that it is disabled then: with the day. Whoever uses it before keeps it. The team's channel gets a copy.",
  ],
  'way-opened': [
    'Another way in is open',
    "To an engineer, once, when `access` in `engineers.yaml` opens a way in that needs no key to them: `aws login`, or IAM Identity Center. The team's channel gets a copy.",
  ],
  'key-closing': [
    'A key stops since its owner has another way in',
    "To an engineer whose `access` no longer has `key`, and of whom another way in is proved, or was forced: with the day on which their key stops, and what used it last. Whoever goes back before keeps it. The team's channel gets a copy.",
  ],
  'key-disabled': [
    'A key was disabled',
    'To an engineer when their key is disabled: because of its age, since the newer of two works on, since nobody used it, since they have another way in, since somebody had enabled it again, or at once since its owner did not make it or a responder wanted it gone.',
  ],
  'key-created': ['A key was made', "To the team's channel, minutes after any key is made."],
  'key-question': [
    'Was this you?',
    "To an engineer for whom a key was made, minutes after it, and once more where they have not answered in a day. What they said takes the place of the buttons. Where Slack can't deliver it, the team is told.",
  ],
  'key-reenabled': [
    'A key was enabled again',
    "To the team's channel: engineers can't do that themselves.",
  ],
  'credential-created': [
    'Another credential was made',
    "To the team's channel, minutes after an API key or password for a service, an SSH key or a signing certificate was made, was given another secret, or was enabled again. One that never ends is named as such.",
  ],
  'console-user-created': [
    'A console made a user',
    "To the team's channel: the consoles of Bedrock and CloudWatch make an IAM user with each long-term API key, and leave it there.",
  ],
  'login-profile-changed': [
    'A console password was given or changed',
    "To the team's channel, minutes after somebody has a first console password, or somebody else has changed theirs.",
  ],
  'mfa-deactivated': [
    'An MFA device was taken off',
    "To the team's channel, minutes after an MFA device was deactivated, by its owner or by anybody else.",
  ],
  'credential-reminder': [
    'Another credential grows old',
    "To an engineer at the ages of the reminders, where such credentials are disabled: with the day. The team's channel gets a copy.",
  ],
  'credential-disabled': [
    'Another credential was disabled',
    'To an engineer when their API key or password for a service, SSH key or signing certificate is disabled: because of its age, or since somebody had enabled it again.',
  ],
  'credential-old': [
    'Another credential is to be replaced',
    'To its owner at the same ages, where such credentials are only reminded of; to the owner of a machine user in any case, as those are never disabled; and to an engineer whose credential ends by itself on its day or before.',
  ],
  'machine-key-old': [
    "A machine's key grows old",
    'To the owner of a machine user, a person or a channel; without one, to the team. It is never disabled.',
  ],
  'password-reminder': [
    'A console password grows old',
    "To an engineer at the same ages as a key. IAM's own policy expires it.",
  ],
  'daily-summary': [
    'The daily summary',
    "To the team's channel after each run. A quiet day is one line; a dry run says what would be done.",
  ],
  'press-answer': [
    'What a press did',
    'To whoever pressed a button, and to them alone, where they pressed it: what came of it, or why nothing did.',
  ],
  'press-for-team': [
    'A key that was reported and is not disabled',
    "To the team's channel, minutes after its owner said that a key is not theirs, or a responder wanted it gone, where that did not disable it.",
  ],
  digest: [
    'Many notices in one run',
    "To the team's channel in place of a copy of each: a count, and a thread with a line for each.",
  ],
  news: [
    'More news than can be shown one by one',
    "To the team's channel, once an hour, where more than 20 credentials were made or enabled within one: each further one is a line of the thread. And in place of news that Slack refuses to show.",
  ],
  'home-view': [
    'My keys',
    "The app's home, to whoever opens it: each of their own keys, how it stands by the last daily run, and what to do. Only where `slackSigningSecret` is set.",
  ],
  'newer-kind': [
    'What only a newer version can say',
    "To the team's channel, once a kind and day: after a roll-back, of what the newer version had queued.",
  ],
};

/** A picture of the documentation, and what it is made from. */
export interface Picture {
  readonly name: string;
  readonly html: string;
  /** Of the page: whether a picture that was taken is still right. */
  readonly sha256: string;
}

/** The messages that have a picture: one of each kind, a team's copies, and what is said of each tool; the others differ from them in little. */
const pictured: readonly string[] = [
  'key-reminder.owner',
  'key-reminder.owner-aws-vault',
  'key-reminder.owner-aws-cli',
  'key-reminder.owner-custom',
  'key-reminder.owner-dead-key',
  'key-reminder.owner-aws-vault-dead-key',
  'key-reminder.owner-who-uses-it',
  'key-reminder.owner-with-button',
  'key-reminder.team',
  'key-reminder.team-undeliverable',
  'second-key.owner',
  'key-unused.owner',
  'way-opened.owner',
  'key-closing.owner',
  'key-disabled.owner',
  'key-created.team',
  'key-created.team-not-the-owner',
  'key-created.team-with-button',
  'key-created.team-said-mine',
  'key-created.team-said-not-mine',
  'key-question.owner',
  'key-question.owner-said-not-mine',
  'press-answer.disabled',
  'press-answer.nothing-no-responder',
  'press-answer.looked-two-enabled',
  'press-for-team.not-allowed',
  'key-reenabled.team',
  'credential-created.team-never-ends',
  'console-user-created.team',
  'login-profile-changed.team',
  'mfa-deactivated.team-not-the-owner',
  'credential-reminder.owner',
  'credential-disabled.owner',
  'credential-old.owner',
  'machine-key-old.owner',
  'password-reminder.owner',
  'daily-summary.team',
  'digest.team',
  'news.team',
  'home-view.person',
  'newer-kind.team',
];

export function pictures(): readonly Picture[] {
  return exampleMessages()
    .filter(({ name }) => pictured.includes(name))
    .map(({ name, message }) => {
      const html = renderBlockKitHtml(message, names);
      return { name, html, sha256: createHash('sha256').update(html).digest('hex') };
    });
}

/** docs/messages.md, whole. */
export function messagesPage(): string {
  const messages = exampleMessages();
  const sections = Object.entries(kinds).map(([kind, [title, when]]) => {
    const ofKind = messages.filter(({ name }) => kindOf(name) === kind);
    return [`## ${title}`, when, ...ofKind.flatMap((message) => sectionOf(message))].join('\n\n');
  });
  return `${[opening, ...sections].join('\n\n')}\n`;
}

const opening = `# What Keyturn says

<!-- Made by \`npm run docs:messages\`, from the messages themselves. -->

Every message that Keyturn sends, as it stands in Slack. Names, numbers and days are examples. A private message says what is to be done, until when, the command for it, and where to ask; the team's copy says first whether anything is left to do.

\`keyturn slack preview <name>\` shows each of them in your terminal, and with \`--format json\` as Block Kit. What they say is in \`functions/messages/\`, a file a kind.`;

function sectionOf({ name, message }: NamedMessage): readonly string[] {
  const text = `\`\`\`text\n${asText(message)}\n\`\`\``;
  const heading = [`### ${name}`, ...lockScreenOf(message)];
  if (!pictured.includes(name)) return [...heading, text];
  return [...heading, `![The message ${name}](images/messages/${name}.png)`, text];
}

/** A home shows on none. */
function lockScreenOf({ text }: SlackMessage): readonly string[] {
  if (text === '') return [];
  return [`On the lock screen: ${asText({ text: '', blocks: [textBlock(text)] })}`];
}

function textBlock(text: string): Block {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}
