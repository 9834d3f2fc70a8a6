import { DAY_S, HOUR_S } from '../world/calendar';
import { alice, emptyStory, NOON } from './empty-story';
import type { Deed, Pressed, Story, Trouble } from './story';

const MINUTE_S = 60;
const pressed = (day: number, second: number, what: Pressed): Deed => ({
  ...{ day, second, who: alice.name, does: 'press' },
  ...what,
});
const byResponder = { button: 'disable-now', under: 'newest', by: 'responder' } as const;
const byOwner = { button: 'not-mine', under: 'newest', by: 'owner' } as const;

/** On day 2 at noon somebody makes alice a second key, of which she and the team are told within minutes. */
const keyMade: Story = {
  ...emptyStory,
  days: 12,
  hasTrail: true,
  presses: { askAgainDays: 1 },
  people: [{ ...alice, keyAges: [20 * DAY_S] }],
  happenings: [{ day: 2, second: NOON, who: alice.name, does: 'create' }],
};
const then = (story: Story, ...more: readonly (Deed | Trouble)[]): Story => ({
  ...story,
  happenings: [...story.happenings, ...more],
});
const ONE = 13 * HOUR_S;

/** A responder has it disabled an hour later. */
export const pressedByAResponder = then(keyMade, pressed(2, ONE, byResponder));

/** Its owner says that it was not them. */
export const saidNotMine = then(keyMade, pressed(2, ONE, byOwner));

/** They say that it was. */
export const saidMine = then(keyMade, pressed(2, ONE, { ...byOwner, button: 'mine' }));

/** They say that it was, and later that it was not. */
export const saidMineAndNotMine = then(
  keyMade,
  pressed(2, ONE, { ...byOwner, button: 'mine' }),
  pressed(2, ONE + HOUR_S, byOwner),
);

/** The responder's press waits until its user is somebody's whom nobody may touch. */
export const pressedBeforeTheTagsChanged = then(
  keyMade,
  { day: 2, trouble: 'held-presses', hours: 100 },
  pressed(2, ONE, byResponder),
  { day: 3, second: NOON, who: alice.name, does: 'tag', key: 'type', value: 'enginer' },
);

/** Somebody who may nothing presses, and so does who may, under a copy that was forwarded. */
export const pressedInVain = then(
  keyMade,
  pressed(2, ONE, { ...byResponder, by: 'stranger' }),
  pressed(2, ONE, { ...byResponder, isForwarded: true }),
);

/** Whoever was asked is no longer who the tags name, and says that it was not them. */
export const pressedByTheFormerOwner = then(
  keyMade,
  { day: 2, second: ONE, who: alice.name, does: 'tag', key: 'slack-id', value: 'U0STRANGER1' },
  pressed(2, ONE + 1, { ...byOwner, by: 'addressee' }),
);

/** The press is done, SQS gives it out again, and meanwhile somebody has enabled the key. */
export const enabledBeforeTheSecondDelivery = then(
  keyMade,
  { day: 2, trouble: 'redelivery', share: 1, seed: 1 },
  pressed(2, ONE, byResponder),
  { day: 2, second: ONE + 5 * MINUTE_S, who: alice.name, does: 'toggle', which: 'newer' },
);

/** The same, and by then the responder presses once more under the first message. */
export const pressedUnderAnOldMessage = then(
  pressedByAResponder,
  { day: 3, second: NOON, who: alice.name, does: 'toggle', which: 'newer' },
  pressed(3, ONE, { ...byResponder, under: 'oldest' }),
);

/** AWS leaves open all day whether the key was disabled: the press becomes a dead letter, and the next run finishes it. */
export const finishedByTheRun = then(
  keyMade,
  {
    ...{ day: 2, trouble: 'switch-fails', days: 1, accountId: alice.accountId },
    ...{ kind: 'access-key', code: 'throttled' },
  },
  pressed(2, ONE, byResponder),
);

/** The same of what its owner has said, who is a machine by the time of that run. */
export const leftToTheTeam = then(
  saidNotMine,
  {
    ...{ day: 2, trouble: 'switch-fails', days: 1, accountId: alice.accountId },
    ...{ kind: 'access-key', code: 'throttled' },
  },
  { day: 2, second: 23 * HOUR_S, who: alice.name, does: 'tag', key: 'type', value: 'machine' },
);

/** AWS refuses it. */
export const refusedByAws = then(
  keyMade,
  {
    ...{ day: 2, trouble: 'switch-fails', days: 1, accountId: alice.accountId },
    ...{ kind: 'access-key', code: 'access-denied' },
  },
  pressed(2, ONE, byResponder),
);

/** The process dies with its n-th call, at that moment. */
export function pressThatDies(call: number, moment: 'before' | 'after'): Story {
  return then(pressedByAResponder, { day: 2, trouble: 'crash', of: 'act', call, moment });
}

/** Just before the run that is to remind alice, somebody presses without end. */
export const pressedWithoutEnd = then(
  { ...keyMade, people: [{ ...alice, keyAges: [73.9 * DAY_S] }] },
  { day: 3, trouble: 'busy-run', seed: 1 },
  pressed(3, 9 * HOUR_S - 60, { ...byResponder, by: 'stranger', times: 60 }),
);

/** A key of which no event tells: the next run asks whose it is, and once more on the day after. */
export const nobodySaysWhoseItIs: Story = { ...keyMade, hasTrail: false };

/** The same where the company is rehearsed. */
export const askedInARehearsal: Story = { ...keyMade, dryRunAccounts: [alice.accountId] };

/**
 * A responder's press waits for two days, on which alice is asked again whose the key is. After it was disabled somebody enables
 * it, and she presses under that question.
 */
export const askedWhileAPressWaits = then(
  keyMade,
  { day: 2, trouble: 'held-presses', hours: 60 },
  pressed(2, ONE, byResponder),
  { day: 5, second: NOON, who: alice.name, does: 'toggle', which: 'newer' },
  pressed(5, ONE, byOwner),
);

/** After she has said that it is not hers somebody enables it, beside her own. */
export const notTheirsEnabledAgain = then(saidNotMine, {
  ...{ day: 3, second: NOON, who: alice.name, does: 'toggle', which: 'newer' },
});

/** Asked within minutes, alice does not answer, and the next run that reads anything is of seconds over four days later. */
export const newsNoMore: Story = {
  ...keyMade,
  happenings: [
    { day: 2, second: 9 * HOUR_S - 22, who: alice.name, does: 'create' },
    { day: 3, trouble: 'unreadable', days: 2, accountId: alice.accountId },
    { day: 5, trouble: 'missed-run' },
  ],
};
