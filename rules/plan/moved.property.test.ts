import assert from 'node:assert/strict';
import fc from 'fast-check';
import { addDays, dateIn, daysBetween } from '../calendar';
import type { Decision } from '../decisions';
import { stillDue } from '../disabling/still-due';
import type { NoticeRecord } from '../ledger';
import type { IamUser } from '../model';
import { planDay } from '../plan-day';
import { afterRun, type World } from '../report/after-run';
import { mostlyLeaving, without } from '../report/testing/any-moves';
import { anySettings, anyWorld, TODAY } from '../report/testing/any-world';
import type { Settings } from '../settings';
import { day } from '../testing/one-account';

type Disabling = Extract<Decision, { do: 'disable' }>;

const now = day(TODAY);
const GRACE_DAYS = 5;

/** The ways that a tag names, read as the contract has it: one that makes no sense is `key`. */
function accessOf({ tags }: Pick<IamUser, 'tags'>): readonly string[] {
  const named = (tags['access'] ?? 'key').split('+');
  const all = ['key', 'sign-in', 'identity-center'];
  return named.every((way) => all.includes(way)) && new Set(named).size === named.length
    ? named
    : ['key'];
}

function isClosedTo(user: Pick<IamUser, 'tags'>, today: string): boolean {
  const access = accessOf(user);
  if (access.every((way) => way === 'key')) return false;
  const { 'key-until': until = '' } = user.tags;
  const isDate = /^\d{4}-\d\d-\d\d$/.test(until) && addDays(until, 0) === until;
  return !access.includes('key') || (isDate && until < today);
}

/** Disablings that nothing but the closing of `key` asks for. */
function disabledByMove({ inventory, ledger }: World, settings: Settings) {
  return planDay(inventory, ledger, settings, now).filter(isByMove);
}

function isByMove(decision: Decision): decision is Disabling {
  return decision.do === 'disable' && !decision.tellOnly && decision.dueBy === 'moved';
}

const ownerOf = ({ inventory: { users } }: World, { user }: Disabling): IamUser => {
  const owner = users.find(({ id }) => id === user.id);
  assert.ok(owner);
  return owner;
};

/** As `pulumi up` leaves it where `key` is given back. */
function givenBack(world: World, owner: IamUser): World {
  const ways = accessOf(owner).filter((way) => way !== 'key');
  const access = ['key', ...ways].join('+');
  const tags = { ...without(owner.tags, ['key-until']), access };
  const users = world.inventory.users.map((user) => (user === owner ? { ...user, tags } : user));
  return { ...world, inventory: { ...world.inventory, users } };
}

let sampled: readonly (readonly [World, Settings])[] | undefined;
/** The same for all tests: what a run makes of one costs more than what they ask of it. */
function worlds(): readonly (readonly [World, Settings])[] {
  return (sampled ??= fc.sample(fc.tuple(anyWorld, anySettings), { seed: 1, numRuns: 1000 }));
}

/** And of most of their people that they are leaving. */
function leaving(): readonly (readonly [World, Settings])[] {
  return worlds().map(([world, settings]) => [mostlyLeaving(world, TODAY), settings]);
}

interface Disabled {
  readonly disabling: Disabling;
  readonly world: World;
  readonly settings: Settings;
  readonly owner: IamUser;
}

/** Every key that the run of a world disables since its owner has another way in. */
function allDisabled(): readonly Disabled[] {
  return [...worlds(), ...leaving()].flatMap(([world, settings]) =>
    disabledByMove(world, settings).map((disabling) => ({
      ...{ disabling, world, settings, owner: ownerOf(world, disabling) },
    })),
  );
}

const closings = ({ ledger }: World, keyId: string): readonly NoticeRecord[] =>
  [...ledger.notices.values()].filter(({ id }) => id.startsWith(`key/${keyId}/closing`));

describe('a key that is disabled since its owner has another way in', () => {
  let disabled: readonly Disabled[];
  before(() => {
    disabled = allDisabled();
    assert.ok(disabled.length > 30, `${disabled.length}`);
  });

  it('is of an engineer to whom `key` is closed, with a way that is open to them and proved', () => {
    const proofs = new Set<string>();
    for (const {
      world: { ledger },
      settings,
      owner,
    } of disabled) {
      const { timeZone, moves } = settings;
      assert.equal(owner.tags['type'], 'engineer');
      assert.ok(isClosedTo(owner, dateIn(timeZone, now)), JSON.stringify(owner.tags));
      const { seen = {}, said = {}, forced, lastOpenAt } = ledger.moves.get(owner.id) ?? {};
      const open = accessOf(owner).filter((way) => way !== 'key') as (keyof typeof seen)[];
      const daysOf = (way: keyof typeof seen) => new Set(seen[way]?.days).size;
      const isSeen = open.some((way) => daysOf(way) >= moves.provedDays);
      const isSaid = open.some((way) => said[way] !== undefined);
      const isForced = forced !== undefined && (!lastOpenAt || forced.at > lastOpenAt);
      assert.ok(isSeen || isSaid || isForced, `${owner.name} has nothing that proves another way`);
      proofs.add(isSeen ? 'seen' : isSaid ? 'said' : 'forced');
    }
    assert.deepEqual([...proofs].toSorted(), ['forced', 'said', 'seen']);
  });

  it('is one of which a warning arrived so long ago, and since they last went back', () => {
    for (const { disabling, world, settings, owner } of disabled) {
      const { ref } = disabling.credential;
      const { timeZone } = settings;
      const { lastOpenAt } = world.ledger.moves.get(owner.id) ?? {};
      const told = closings(world, ref.id).filter(
        (record) =>
          (lastOpenAt === undefined || record.plannedAt > lastOpenAt) &&
          record.withdrawn === undefined &&
          [record.owner, record.team, record.copy].some((end) => end && 'at' in end),
      );
      const today = dateIn(timeZone, now);
      const daysAgo = told.map(({ plannedAt }) => daysBetween(dateIn(timeZone, plannedAt), today));
      assert.ok(Math.max(...daysAgo) >= GRACE_DAYS, `${ref.id}: told ${daysAgo.join()} days ago`);
    }
  });

  it('is left alone by the run, and by the last look, once `key` is given back', () => {
    for (const { disabling, world, settings, owner } of disabled) {
      const { ref } = disabling.credential;
      const back = givenBack(world, owner);
      const again = disabledByMove(back, settings).map(({ credential }) => credential.ref.id);
      assert.ok(!again.includes(ref.id), `${ref.id} is disabled all the same`);
      const found = ownerOf(back, disabling);
      assert.notEqual(stillDue(ref, found, 'moved', settings, now).is, 'due');
    }
  });

  it('is kept for as long again where `key` is closed again after a run has found it open', () => {
    for (const { disabling, world, settings, owner } of disabled) {
      const { ref } = disabling.credential;
      const back = givenBack(world, owner);
      const decided = planDay(back.inventory, back.ledger, settings, now);
      let next = { ...afterRun(back, decided, now), inventory: world.inventory };
      for (let later = 1; later <= GRACE_DAYS; later++) {
        const at = day(TODAY + later);
        const decisions = planDay(next.inventory, next.ledger, settings, at);
        const isOff = decisions
          .filter(isByMove)
          .some(({ credential }) => credential.ref.id === ref.id);
        assert.ok(!isOff, `${ref.id} is disabled ${later} days later`);
        next = afterRun(next, decisions, at);
      }
    }
  });
});

describe('a warning that `key` is closed, which nobody has been told of yet', () => {
  it('is withdrawn by the run that finds it open', () => {
    let count = 0;
    for (const [world, settings] of worlds()) {
      const { inventory, ledger } = world;
      // Or of one that has done what this one had to do.
      if (ledger.lastReadAt !== undefined && ledger.lastReadAt > now) continue;
      const decisions = planDay(inventory, ledger, settings, now);
      const today = dateIn(settings.timeZone, now);
      for (const user of inventory.users) {
        if (isClosedTo(user, today) || user.tags['type'] !== 'engineer') continue;
        // What is of a later run is that one's to take back.
        for (const { id: keyId } of user.keys.filter(({ createdAt }) => createdAt <= now))
          for (const record of closings(world, keyId)) {
            const { id, notice, owner, team, copy, withdrawn, plannedAt } = record;
            if (!notice || owner || team || copy || withdrawn !== undefined) continue;
            if (plannedAt > now) continue;
            count += 1;
            const isWithdrawn = decisions.some(
              (each) => each.do === 'withdraw' && each.noticeId === id,
            );
            assert.ok(isWithdrawn, `${id} will be told`);
          }
      }
    }
    assert.ok(count > 5, `${count}`);
  });
});

describe('a company that says nothing of ways in', () => {
  it('hears nothing of them, and has no key disabled for them', () => {
    fc.assert(
      fc.property(anyWorld, anySettings, (world, settings) => {
        const ofWays = ['access', 'key-until', 'identity-center-name'];
        const users = world.inventory.users.map((user) => ({
          ...user,
          tags: without(user.tags, ofWays),
        }));
        const isOfMove = ({ id }: NoticeRecord) => /\/(closing|way)\b/.test(id);
        const notices = [...world.ledger.notices].filter(([, record]) => !isOfMove(record));
        const ledger = { ...world.ledger, moves: new Map(), notices: new Map(notices) };
        const inventory = { ...world.inventory, users };
        for (const decision of planDay(inventory, ledger, settings, now)) {
          assert.notEqual(decision.do, 'remember-open');
          if (decision.do === 'disable' && !decision.tellOnly)
            assert.notEqual(decision.dueBy, 'moved');
          if (decision.do === 'send')
            assert.ok(!['key-closing', 'way-opened'].includes(decision.notice.kind));
          if (decision.do === 'report') assert.notEqual(decision.finding?.kind, 'not-proved');
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });
});
