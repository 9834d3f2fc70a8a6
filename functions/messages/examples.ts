import type { SlackMessage } from '../slack-message';
import type { Example } from './example';
import {
  bareNews,
  created,
  crowds,
  machine,
  password,
  reenabled,
  reminder,
  twoKeys,
  unused,
} from './example-notices';
import {
  account,
  anna,
  key,
  maker,
  newer,
  notInvited,
  pending,
  refusedOtherwise,
  root,
  stranger,
  toOwner,
  toTeam,
  unaddressed,
  undeliverable,
  usedForIam,
} from './example-people';
import { examplesOfCredentials } from './examples-of-credentials';
import { examplesOfHomes } from './examples-of-homes';
import { examplesOfDisabled } from './examples-of-disabled';
import { examplesForTeam, examplesOfPressAnswers } from './examples-of-press-answers';
import { examplesOfPresses } from './examples-of-presses';
import { examplesOfSummaries } from './examples-of-summaries';
import { examplesOfTools } from './examples-of-tools';
import { examplesOfUses } from './examples-of-uses';
import { examplesOfWays } from './examples-of-ways';
import {
  isAboutKey,
  render,
  renderBareNews,
  renderDigest,
  renderDigestPages,
  renderHomeView,
  renderNewerKind,
  renderNewsDigest,
  renderPressAnswer,
  renderPressForTeam,
} from './index';

/** Every kind of message, for each of its readers. */
export const examples: readonly Example[] = [
  { name: 'key-reminder.owner', notice: reminder, reader: toOwner },
  {
    name: 'key-reminder.owner-dead-key',
    notice: { ...reminder, deadKeyId: newer.id },
    reader: toOwner,
  },
  {
    name: 'key-reminder.owner-account-not-latin',
    notice: { ...reminder, account: { ...account, name: '生産' } },
    reader: toOwner,
  },
  { name: 'key-reminder.team', notice: reminder, reader: toTeam },
  {
    name: 'key-reminder.team-pending',
    notice: reminder,
    reader: pending,
  },
  { name: 'key-reminder.team-undeliverable', notice: reminder, reader: undeliverable },
  {
    name: 'key-reminder.team-refused-otherwise',
    notice: { ...reminder, key: usedForIam },
    reader: refusedOtherwise,
  },
  {
    name: 'second-key.owner',
    notice: { ...twoKeys, newer: { ...key, ...newer } },
    reader: toOwner,
  },
  { name: 'second-key.owner-newer-never-used', notice: twoKeys, reader: toOwner },
  {
    name: 'second-key.owner-newer-use-unknown',
    notice: {
      ...twoKeys,
      key: { ...key, lastUsed: { at: key.lastUsed.at } },
      newer: { ...newer, lastUseUnknown: 'access-denied at iam:GetAccessKeyLastUsed' },
    },
    reader: toOwner,
  },
  { name: 'second-key.team', notice: twoKeys, reader: toTeam },
  {
    name: 'second-key.team-unaddressed',
    notice: { ...twoKeys, owner: { ...anna, slackId: undefined } },
    reader: unaddressed,
  },
  { name: 'key-unused.owner', notice: unused, reader: toOwner },
  { name: 'key-unused.team', notice: unused, reader: toTeam },
  {
    name: 'key-unused.team-unaddressed',
    notice: { ...unused, owner: { ...anna, slackId: undefined } },
    reader: unaddressed,
  },
  { name: 'key-created.team', notice: created, reader: unaddressed },
  {
    name: 'key-created.team-not-the-owner',
    notice: { ...created, maker: stranger },
    reader: unaddressed,
  },
  {
    name: 'key-created.team-without-mfa',
    notice: { ...created, maker: { ...maker, mfa: false } },
    reader: unaddressed,
  },
  {
    name: 'key-created.team-maker-unknown',
    notice: { ...created, maker: undefined },
    reader: unaddressed,
  },
  {
    // Events of an organization's accounts do not know their names, nor always who it was in what way.
    name: 'key-created.team-little-known',
    notice: {
      ...created,
      account: { ...account, name: account.id },
      maker: { arn: maker.arn, isOwner: true },
    },
    reader: unaddressed,
  },
  {
    name: 'key-created.team-root',
    notice: {
      ...created,
      owner: root,
      maker: { ...maker, arn: 'arn:aws:iam::222222222222:root' },
    },
    reader: unaddressed,
  },
  { name: 'key-reenabled.team', notice: reenabled, reader: unaddressed },
  {
    name: 'key-reenabled.team-maker-unknown',
    notice: { ...reenabled, maker: undefined },
    reader: unaddressed,
  },
  ...examplesOfPresses,
  ...examplesOfTools,
  ...examplesOfDisabled,
  ...examplesOfCredentials,
  ...examplesOfUses,
  ...examplesOfWays,
  { name: 'machine-key-old.owner', notice: machine, reader: toOwner },
  { name: 'machine-key-old.team', notice: machine, reader: toTeam },
  {
    name: 'machine-key-old.team-undeliverable',
    notice: machine,
    reader: notInvited,
  },
  {
    name: 'machine-key-old.team-without-owner',
    notice: { ...machine, owner: { userName: 'deployer', type: 'machine' } },
    reader: unaddressed,
  },
  { name: 'password-reminder.owner', notice: password, reader: toOwner },
  { name: 'password-reminder.team', notice: password, reader: toTeam },
  { name: 'password-reminder.team-undeliverable', notice: password, reader: undeliverable },
  {
    name: 'password-reminder.team-as-it-is',
    notice: { ...password, asOf: undefined },
    reader: toTeam,
  },
  ...examplesOfSummaries,
];

/** A message under its name: the kind, a dot, and for whom it is and in which case. */
export interface NamedMessage {
  readonly name: string;
  /** Of a home, which shows on no lock screen, without a text. */
  readonly message: SlackMessage;
}

/** Every message that Keyturn sends, of the examples; a run of many notices is a digest and its thread. */
export function exampleMessages(): readonly NamedMessage[] {
  return [
    ...examples.map(({ name, notice, reader }) => ({ name, message: render(notice, reader) })),
    ...examplesOfPressAnswers.map(({ name, answer }) => ({
      name,
      message: renderPressAnswer(answer, toOwner),
    })),
    ...examplesForTeam.flatMap(({ name, answer }) =>
      isAboutKey(answer) ? [{ name, message: renderPressForTeam(answer) }] : [],
    ),
    ...examplesOfHomes.map(({ name, view, reader }) => ({
      name,
      message: { text: '', ...renderHomeView(view, reader) },
    })),
    {
      name: 'newer-kind.team',
      message: renderNewerKind({ kind: 'key-moved', version: '1' }),
    },
    { name: 'news.team', message: renderNewsDigest(20) },
    { name: 'news.team-bare', message: renderBareNews(bareNews) },
    ...Object.entries(crowds).flatMap(([name, crowd]) => [
      { name, message: renderDigest('2026-11-23', crowd) },
      ...renderDigestPages(crowd).map(({ message }, i) => ({
        name: `${name}-thread-${i + 1}`,
        message,
      })),
    ]),
  ];
}

/** `key-reminder` of `key-reminder.owner`. */
export function kindOf(name: string): string {
  return name.split('.')[0] ?? name;
}
