import { noticeId } from '../../rules/notices';
import type { Example } from './example';
import { created, question, reenabled, reminder, twoKeys, unused } from './example-notices';
import { anna, newer, root, stranger, toOwner, unaddressed, undeliverable } from './example-people';
import type { Reader } from './reader';

/** Where buttons can be pressed, and responders are named. */
const withButtons = (reader: Reader): Reader => ({ ...reader, press: { canDisable: true } });
const [owner, team] = [withButtons(toOwner), withButtons(unaddressed)];

const at = new Date('2026-11-23T09:12:00.000Z');
const mine = { said: 'mine', by: anna.slackId, at } as const;
const notMine = { said: 'not-mine', by: anna.slackId, at } as const;
const again = { ...question, id: noticeId.keyQuestion(newer.id, 2), asked: 2 } as const;

/** What can be pressed, and what was said; without either, messages are as the other examples have them. */
export const examplesOfPresses: readonly Example[] = [
  { name: 'key-question.owner', notice: question, reader: owner },
  { name: 'key-question.owner-again', notice: { ...again, maker: undefined }, reader: owner },
  { name: 'key-question.owner-said-mine', notice: question, reader: { ...owner, answer: mine } },
  {
    name: 'key-question.owner-said-not-mine',
    notice: { ...question, maker: stranger },
    reader: { ...owner, answer: notMine },
  },
  {
    // The tags named another person when it was asked once more.
    name: 'key-question.owner-said-by-another',
    notice: again,
    reader: { ...owner, answer: { ...mine, by: 'U0BENBERGER' } },
  },
  { name: 'key-question.owner-without-buttons', notice: question, reader: toOwner },
  {
    name: 'key-question.team-undeliverable',
    notice: question,
    reader: withButtons(undeliverable),
  },
  {
    name: 'key-question.team-said-mine',
    notice: question,
    reader: { ...withButtons(undeliverable), answer: mine },
  },
  {
    name: 'key-question.team-said-not-mine',
    notice: question,
    reader: { ...withButtons(undeliverable), answer: notMine },
  },
  { name: 'key-reminder.owner-with-button', notice: reminder, reader: owner },
  { name: 'second-key.owner-with-button', notice: twoKeys, reader: owner },
  { name: 'key-unused.owner-with-button', notice: unused, reader: owner },
  {
    name: 'key-created.team-with-button',
    notice: { ...created, maker: stranger },
    reader: team,
  },
  {
    name: 'key-created.team-root-without-button',
    notice: { ...created, owner: root },
    reader: team,
  },
  { name: 'key-created.team-said-mine', notice: created, reader: { ...team, answer: mine } },
  {
    name: 'key-created.team-said-mine-made-by-another',
    notice: { ...created, maker: stranger },
    reader: { ...team, answer: mine },
  },
  {
    name: 'key-created.team-said-mine-maker-unknown',
    notice: { ...created, maker: undefined },
    reader: { ...team, answer: mine },
  },
  {
    name: 'key-created.team-said-not-mine',
    notice: { ...created, maker: stranger },
    reader: { ...team, answer: notMine },
  },
  { name: 'key-reenabled.team-with-button', notice: reenabled, reader: team },
];
