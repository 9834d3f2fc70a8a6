import type { AccountLedger } from '../../../rules/ledger';
import type { MoveRecord } from '../../../rules/person/move-record';
import { noKeyIsDisabledEarly } from '../promises/1-no-key-is-disabled-early';
import { noKeyIsMissedAndNoneDisabledSilently } from '../promises/2-no-key-is-missed-and-none-disabled-silently';
import { everyNoticeIsToldOnce } from '../promises/3-every-notice-is-told-once';
import { nobodyLosesTheirLastWayIn } from '../promises/15-nobody-loses-their-last-way-in';
import { aMoveCanBeTakenBack } from '../promises/16-a-move-can-be-taken-back';
import {
  forcedAndTakenBack,
  forcedStoppedAndTakenBack,
  goesBackAtTheLastMoment,
  goesBackByHand,
  goesBackUnseen,
  leaves,
  leavesByDate,
  leavesByMistake,
  leavesWithoutProof,
  losesHerWayAtTheLastMoment,
  seenLater,
  toldOfNoMore,
} from '../story/told-of-moves';
import type { Tampering } from '../company';
import { without } from '../story/without';
import {
  silentOn,
  withKeyClock,
  withNotices,
  withoutWriting,
  withPorts,
  withSettings,
  withTags,
  type Mutant,
} from './mutant';

/** Its runs know something else of people's moves than the ledger does. */
function withMoves(change: (move: MoveRecord) => MoveRecord): Tampering {
  const changed = ({ moves, ...ledger }: AccountLedger): AccountLedger => ({
    ...ledger,
    moves: new Map([...moves].map(([id, move]) => [id, change(move)])),
  });
  return withPorts(({ ledger }) => ({
    ledger: new Proxy(ledger, {
      get: (target, name) =>
        name === 'load'
          ? async (accountId: string) => changed(await target.load(accountId))
          : (Reflect.get(target, name) as () => void).bind(target),
    }),
  }));
}

/** What the account was read with is taken for what is so just before a key is stopped. */
const withoutAnotherLookAtTags = withPorts(({ iam }) => {
  const tags = new Map<string, Readonly<Record<string, string>>>();
  return {
    iam: {
      read: async (...given) => {
        const reading = await iam.read(...given);
        if (reading.outcome === 'read')
          for (const user of reading.inventory.users) tags.set(user.name, user.tags);
        return reading;
      },
      readAgain: async (...given) => {
        const found = await iam.readAgain(...given);
        return found && { ...found, tags: tags.get(given[1]) ?? found.tags };
      },
    },
  };
});

/** CloudTrail is asked, and nothing of it is remembered or believed. */
const blindToUses = withPorts(({ ways }) => ({
  ways: {
    usesOf: async (...given) => ({ ...(await ways.usesOf(...given)), uses: [] }),
  },
}));

/** Days that could not be read are taken for read. */
const takingSilenceForNothing = withPorts(({ ways }) => ({
  ways: {
    usesOf: async (account, people, spans) => {
      const { uses } = await ways.usesOf(account, people, spans);
      const readUntil = spans.at(-1)?.until;
      return { uses, ...(readUntil && { readUntil }), failed: [] };
    },
  },
}));

/** Of people who leave their keys, and of those who go back. */
export const mutantsOfMoves: readonly Mutant[] = [
  {
    name: 'takes a way for proved that was used on fewer days',
    tampering: withSettings(({ moves }) => ({ moves: { ...moves, provedDays: 2 } })),
    noticedBy: [noKeyIsDisabledEarly, nobodyLosesTheirLastWayIn],
    story: leavesWithoutProof,
  },
  {
    name: 'takes a tag of ways that makes no sense for the one that somebody must have meant',
    tampering: withTags((tags) =>
      tags['access'] === 'sign-in+sign-in' ? { ...tags, access: 'sign-in' } : tags,
    ),
    noticedBy: [nobodyLosesTheirLastWayIn],
    story: leavesByMistake,
  },
  {
    name: 'says nothing of those who keep a key for want of proof',
    tampering: withNotices((notice) =>
      notice.kind === 'daily-summary' ? { ...notice, findings: [] } : notice,
    ),
    noticedBy: [nobodyLosesTheirLastWayIn],
    story: leavesWithoutProof,
  },
  {
    name: 'does not look again whether `key` was given back',
    tampering: withoutAnotherLookAtTags,
    noticedBy: [noKeyIsDisabledEarly, nobodyLosesTheirLastWayIn],
    story: goesBackAtTheLastMoment,
  },
  {
    name: 'does not look again whether the way that was proved is still open',
    tampering: withoutAnotherLookAtTags,
    noticedBy: [nobodyLosesTheirLastWayIn],
    story: losesHerWayAtTheLastMoment,
  },
  {
    name: 'takes what was forced for forced, though `key` was given back since',
    tampering: withMoves((move) => ({ ...move, lastOpenAt: undefined })),
    noticedBy: [nobodyLosesTheirLastWayIn],
    story: forcedAndTakenBack,
  },
  {
    name: 'gives four days of grace to whoever leaves',
    tampering: withKeyClock({ graceDays: 4 }),
    noticedBy: [noKeyIsDisabledEarly, aMoveCanBeTakenBack],
    story: leaves,
  },
  {
    name: 'forgets that it has found `key` open again',
    tampering: withoutWriting('rememberOpen'),
    noticedBy: [noKeyIsDisabledEarly, aMoveCanBeTakenBack],
    story: goesBackByHand,
  },
  {
    name: 'forgets that what was forced has come',
    tampering: withoutWriting('rememberClosed'),
    noticedBy: [nobodyLosesTheirLastWayIn],
    story: forcedStoppedAndTakenBack,
  },
  {
    name: 'does not hear that `key` was given back by the command',
    tampering: withMoves((move) => ({ ...move, lastOpenAt: undefined })),
    noticedBy: [aMoveCanBeTakenBack],
    story: goesBackUnseen,
  },
  {
    name: 'lets a warning stand that `key` is closed when it is given back',
    tampering: withoutWriting('withdrawNotice'),
    noticedBy: [aMoveCanBeTakenBack],
    story: toldOfNoMore,
  },
  {
    name: 'does not tell those who leave that their keys stop',
    tampering: silentOn('key-closing', /\/closing/),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently, everyNoticeIsToldOnce],
    story: leaves,
  },
  {
    name: 'does not read the last day of `key`',
    tampering: withTags((tags) => without(tags, 'key-until')),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently],
    story: leavesByDate,
  },
  {
    name: 'sees no use of a way in',
    tampering: blindToUses,
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently],
    story: leaves,
  },
  {
    name: 'takes days on which CloudTrail could not be read for days without a use',
    tampering: takingSilenceForNothing,
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently],
    story: seenLater,
  },
  {
    name: 'leaves the keys of those on who have left',
    tampering: withPorts(({ iam }) => ({
      iam: {
        read: (...given) => iam.read(...given),
        readAgain: async (...given) => {
          const found = await iam.readAgain(...given);
          return found && { ...found, tags: without(found.tags, 'access') };
        },
      },
    })),
    noticedBy: [noKeyIsMissedAndNoneDisabledSilently],
    story: leaves,
  },
];
