import assert from 'node:assert/strict';
import { noticeId, type NoticeOf } from '../../rules/notices';
import type { KeyMade } from '../../rules/presses/press';
import { defaultSettings } from '../../rules/settings';
import { AccountError } from '../account-error';
import { Company, day, engineer, identity, production } from '../monitor/testing/company';
import { askOwner, type Asking } from './ask-owner';

const settings = { ...defaultSettings, questions: { againAfterDays: 1 } };
const maker = { arn: 'arn:aws:sts::111111111111:assumed-role/x/mallory', isOwner: false };
const HOUR = 3_600_000;

/** Alice's account is known; an hour after the run of day 3 somebody makes a key for her. */
class World {
  private constructor(
    readonly company: Company,
    readonly keyId: string,
  ) {}

  static async open(tags: Readonly<Record<string, string>> = engineer): Promise<World> {
    const company = new Company();
    company.iam.createUser(identity.id, 'alice', { tags });
    await company.live(1, 3, { settings });
    company.now = new Date(day(3).getTime() + HOUR);
    return new World(company, company.iam.createKey(identity.id, 'alice').id);
  }

  get made(): KeyMade {
    const at = new Date(day(3).getTime() + HOUR).toISOString();
    const about = { accountId: identity.id, userName: 'alice', keyId: this.keyId, maker };
    return { kind: 'key-made', id: 'a'.repeat(64), at, ...about };
  }

  asking(more: Partial<Asking> = {}): Asking {
    const { iam, ledger, queue } = this.company;
    const ignore = () => undefined;
    return {
      ports: { iam, ledger, queue },
      settings,
      accounts: { list: [identity, production] },
      dryRun: false,
      dryRunAccounts: new Set(),
      log: { info: ignore, error: ignore },
      ...more,
    };
  }

  ask(more: Partial<Asking> = {}, made: Partial<KeyMade> = {}): Promise<void> {
    return askOwner(this.asking(more), { ...this.made, ...made });
  }

  async run(on: number): Promise<void> {
    await this.company.live(on, on, { settings });
  }

  /** The questions that people were told. */
  get told(): readonly NoticeOf<'key-question'>[] {
    return this.company.told.flatMap(({ notice }) =>
      notice.kind === 'key-question' ? [notice] : [],
    );
  }
}

describe('the owner of a key that an event tells of', () => {
  it('is asked at once, by a private message that says who made it', async () => {
    const world = await World.open();
    await world.ask();
    const [message, ...others] = world.company.queue.waiting;
    assert.deepEqual(others, []);
    assert.ok(message?.kind === 'private-message');
    const { notice } = message;
    assert.ok(notice.kind === 'key-question');
    assert.deepEqual(
      [notice.id, notice.owner.slackId, notice.asked, notice.maker, notice.plannedAt],
      [
        noticeId.keyQuestion(world.keyId, 1),
        'U0ALICE0001',
        1,
        maker,
        new Date(day(3).getTime() + HOUR).toISOString(),
      ],
    );
    const { notices } = await world.company.ledger.load(identity.id);
    assert.deepEqual(notices.get(notice.id)?.notice, notice);
  });

  it('is asked though IAM’s clock is ahead of CloudTrail’s', async () => {
    const world = await World.open();
    await world.ask({}, { at: new Date(day(3).getTime() + HOUR - 2000).toISOString() });
    await world.company.deliver();
    assert.equal(world.told.length, 1);
  });

  it('is asked once, however often the event is delivered, and whichever of event and run is first', async () => {
    const orders: readonly (readonly ('event' | 'run' | 'deliver')[])[] = [
      ['event', 'deliver', 'run'],
      ['event', 'run'],
      ['run', 'event', 'deliver'],
      ['event', 'event', 'deliver', 'event', 'deliver', 'run'],
      ['event', 'deliver', 'run', 'event', 'deliver'],
    ];
    for (const order of orders) {
      const world = await World.open();
      for (const step of order)
        if (step === 'run') await world.run(4);
        else if (step === 'event') await world.ask();
        else await world.company.deliver();
      assert.deepEqual(
        world.told.map(({ asked }) => asked),
        [1],
        order.join(),
      );
      await world.run(5);
      await world.run(6);
      await world.run(9);
      assert.deepEqual(
        world.told.map(({ asked }) => asked),
        [1, 2],
        order.join(),
      );
    }
  });

  it('is asked once by an event and a run at the same time, which know nothing of each other', async () => {
    const world = await World.open();
    const { ledger, queue } = world.company;
    const before = await ledger.load(identity.id);
    await world.company.run(4, { settings });
    const blind = new Proxy(ledger, {
      get: (target, name) =>
        name === 'load'
          ? () => Promise.resolve(before)
          : (Reflect.get(target, name, target) as () => unknown).bind(target),
    });
    await world.ask({ ports: { iam: world.company.iam, ledger: blind, queue } });
    await world.company.deliver();
    assert.equal(world.told.length, 1);
  });

  it('is whom the tags name now', async () => {
    const world = await World.open();
    const tags = { ...engineer, 'slack-id': 'U0BOB000001' };
    world.company.iam.changeUser(identity.id, 'alice', { tags });
    await world.ask();
    await world.company.deliver();
    assert.deepEqual(
      world.told.map(({ owner }) => owner.slackId),
      ['U0BOB000001'],
    );
  });
});

describe('nobody is asked', () => {
  const unasked: readonly [
    string,
    (world: World) => { asking?: Partial<Asking>; made?: Partial<KeyMade> } | void,
  ][] = [
    ['in a dry run', () => ({ asking: { dryRun: true } })],
    ['in an account under dry run', () => ({ asking: { dryRunAccounts: new Set([identity.id]) } })],
    ['in an account that is not ours', () => ({ made: { accountId: '999999999999' } })],
    ['of a key that is gone', ({ company, keyId }) => company.iam.deleteKey(identity.id, keyId)],
    [
      'of a key that is off',
      ({ company, keyId }) => company.iam.changeKey(identity.id, keyId, { status: 'Inactive' }),
    ],
    ['of a user who is gone', ({ company }) => company.iam.deleteUser(identity.id, 'alice')],
    ['of another user’s key', () => ({ made: { keyId: 'AKIAOTHER00000000001' } })],
    [
      'of a key that is old by the time somebody redrives the event',
      ({ company }) => {
        company.now = new Date(day(6).getTime() + HOUR + 1);
      },
    ],
  ];
  for (const [what, change] of unasked)
    it(what, async () => {
      const world = await World.open();
      const { asking, made } = change(world) ?? {};
      const { notices } = await world.company.ledger.load(identity.id);
      await world.ask(asking, made);
      assert.deepEqual(world.company.queue.waiting, []);
      assert.deepEqual(
        await world.company.ledger.load(identity.id).then((l) => l.notices),
        notices,
      );
    });

  const untold: readonly Readonly<Record<string, string>>[] = [
    { ...engineer, type: 'machine' },
    { type: 'engineer', 'slack-id': 'C0DEPLOYERS' },
    { 'slack-id': 'U0ALICE0001' },
  ];
  for (const tags of untold)
    it(`where the tags are ${JSON.stringify(tags)}`, async () => {
      const world = await World.open(tags);
      await world.ask();
      assert.deepEqual(world.company.queue.waiting, []);
    });

  it('of a key whose record a newer version has written', async () => {
    const world = await World.open();
    const { ledger, iam, queue } = world.company;
    const newer = {
      credentials: new Map([[world.keyId, { kind: 'access-key', id: world.keyId } as const]]),
      others: 0,
    };
    const known = await ledger.load(identity.id);
    const newerLedger = { ...ledger, load: () => Promise.resolve({ ...known, newer }) };
    await world.ask({ ports: { iam, ledger: newerLedger as never, queue } });
    assert.deepEqual(queue.waiting, []);
  });
});

describe('an event that could not be done', () => {
  it('is delivered again where the account could not be read', async () => {
    const world = await World.open();
    const { ledger, queue } = world.company;
    const error = new AccountError('unreachable', identity.id, 'iam:GetUser', 'no answer');
    const iam = { readAgain: () => Promise.reject(error) };
    await assert.rejects(world.ask({ ports: { iam, ledger, queue } }), error);
    await world.ask();
    await world.company.deliver();
    assert.equal(world.told.length, 1);
  });

  it('is done with where AWS lets nobody ask there, and the daily run asks', async () => {
    const world = await World.open();
    const { ledger, queue } = world.company;
    const error = new AccountError('access-denied', identity.id, 'sts:AssumeRole', 'no trust');
    await world.ask({ ports: { iam: { readAgain: () => Promise.reject(error) }, ledger, queue } });
    assert.deepEqual(queue.waiting, []);
    await world.run(4);
    assert.deepEqual(
      world.told.map((each) => each.asked),
      [1],
    );
  });

  it('asks once, whatever call the process died at, and whoever goes on', async () => {
    class Died extends Error {}
    const calls = ['load', 'readAgain', 'planNotice', 'put'] as const;
    for (const call of calls)
      for (const moment of ['before', 'after'] as const)
        for (const by of ['event', 'run'] as const) {
          const world = await World.open();
          const dying = <Port extends object>(port: Port): Port =>
            new Proxy(port, {
              get: (target, name) => {
                const member = (Reflect.get(target, name, target) as () => unknown).bind(target);
                if (name !== call) return member;
                return async (...given: readonly unknown[]) => {
                  if (moment === 'after') await Reflect.apply(member, target, given);
                  throw new Died(call);
                };
              },
            });
          const { iam, ledger, queue } = world.company;
          const ports = { iam: dying(iam), ledger: dying(ledger), queue: dying(queue) };
          await assert.rejects(world.ask({ ports }), Died);
          if (by === 'event') await world.ask();
          await world.company.deliver();
          await world.run(4);
          const asked = world.told.map((each) => each.asked);
          assert.deepEqual(asked, [1], `${moment} ${call}, ${by}`);
        }
  });
});
