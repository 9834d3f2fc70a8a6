import assert from 'node:assert/strict';
import { accessKeyRef } from '../../rules/credentials/credential';
import type { HomeView } from '../../rules/notices/home-view';
import type { HomeOpened } from '../../rules/presses/press';
import { defaultSettings } from '../../rules/settings';
import { InMemoryPeople } from '../in-memory/people';
import { Company, day, engineer, identity, production } from '../monitor/testing/company';
import { openHome, type Drawing } from './open-home';

const ALICE = 'U0ALICE0001';
const BOB = 'U0BOB000001';
const MINUTE = 60_000;

/** A company whose runs leave something for people, with alice's old key. */
class World {
  readonly company = new Company();
  readonly people = new InMemoryPeople(this.company.ledger);
  readonly logged: object[] = [];
  #openings = 0;

  constructor() {
    this.company.iam.createUser(identity.id, 'alice', { tags: engineer });
  }

  async run(on: number, more: Parameters<Company['run']>[1] = {}): Promise<void> {
    const ports = { ...this.company.ports, people: this.people };
    await this.company.run(on, { ports, ...more });
    await this.company.deliver();
  }

  opening(by: string, at: Date): HomeOpened {
    this.#openings += 1;
    const id = String(this.#openings).padStart(64, '0');
    return { kind: 'home-opened', id, at: at.toISOString(), by: { id: by } };
  }

  drawing(ports: Partial<Drawing['ports']> = {}): Drawing {
    const { people, company, logged } = this;
    const log = (message: string, details: object) => void logged.push({ message, details });
    return {
      ports: { people, queue: company.queue, ...ports },
      settings: defaultSettings,
      log: { info: log, error: log },
    };
  }

  async open(by: string, at: Date): Promise<readonly HomeView[]> {
    await openHome(this.drawing(), this.opening(by, at));
    return this.drawn();
  }

  /** What was queued since. */
  drawn(): readonly HomeView[] {
    return this.company.queue.take().flatMap((each) => (each.kind === 'home-view' ? [each] : []));
  }
}

const idsOf = (views: readonly HomeView[]) =>
  views.map(({ to, keys }) => `${to}: ${keys.map(({ key }) => key.id).join()}`);

describe('a home that is opened', () => {
  it('shows the person’s own keys, of every account and user, and nobody else’s', async () => {
    const world = new World();
    const { iam } = world.company;
    const bobs = { type: 'engineer', 'slack-id': BOB };
    iam.createUser(production.id, 'alice-admin', { tags: engineer });
    iam.createUser(identity.id, 'bob', { tags: bobs });
    iam.createUser(identity.id, 'carol', { tags: { type: 'engineer' } });
    const keys = ['alice', 'bob', 'carol'].map((name) => iam.createKey(identity.id, name).id);
    const { id: admins } = iam.createKey(production.id, 'alice-admin');
    await world.run(1);
    const [alices] = await world.open(ALICE, day(1));
    assert.deepEqual(alices?.keys.map(({ key }) => key.id).sort(), [keys[0], admins].sort());
    assert.deepEqual(idsOf(await world.open(BOB, day(1))), [`${BOB}: ${keys[1]}`]);
  });

  it('is drawn once a minute for each person', async () => {
    const world = new World();
    await world.run(1);
    const at = (ms: number) => new Date(day(1).getTime() + ms);
    assert.equal((await world.open(ALICE, at(0))).length, 1);
    assert.equal((await world.open(ALICE, at(1))).length, 0);
    assert.equal((await world.open(BOB, at(2))).length, 1);
    assert.equal((await world.open(ALICE, at(MINUTE - 1))).length, 0);
    assert.equal((await world.open(ALICE, at(MINUTE))).length, 1);
  });

  it('shows nobody’s keys to whom no tag names, and says so', async () => {
    const world = new World();
    world.company.iam.createKey(identity.id, 'alice');
    await world.run(1);
    for (const stranger of ['U0MALLORY01', 'U0ALICE000', 'U0ALICE00011']) {
      const [view] = await world.open(stranger, day(1));
      assert.deepEqual([view?.to, view?.keys, view?.readAt], [stranger, [], undefined]);
    }
  });

  for (const [what, more] of [
    ['in earnest', {}],
    ['of a rehearsal', { dryRun: true }],
  ] as const)
    it(`shows a person nothing more once the tag names another, from the next run on, ${what}`, async () => {
      const world = new World();
      const { id } = world.company.iam.createKey(identity.id, 'alice');
      await world.run(1, more);
      assert.deepEqual(idsOf(await world.open(ALICE, day(1))), [`${ALICE}: ${id}`]);
      const tags = { type: 'engineer', 'slack-id': BOB };
      world.company.iam.changeUser(identity.id, 'alice', { tags });
      await world.run(2, more);
      assert.deepEqual(idsOf(await world.open(ALICE, day(2))), [`${ALICE}: `]);
      assert.deepEqual(idsOf(await world.open(BOB, day(2))), [`${BOB}: ${id}`]);
    });

  it('shows what an account that is read no more was, for eight days', async () => {
    const world = new World();
    const { id } = world.company.iam.createKey(identity.id, 'alice');
    await world.run(1);
    world.company.iam.makeUnreadable(identity.id, 'denied');
    for (const on of [2, 3]) await world.run(on);
    assert.deepEqual(idsOf(await world.open(ALICE, day(3))), [`${ALICE}: ${id}`]);
    const [view] = await world.open(ALICE, day(9));
    assert.deepEqual([view?.keys, view?.readAt], [[], undefined]);
  });

  it('says that a key is off that a press has disabled since', async () => {
    const world = new World();
    const { company } = world;
    const { id } = company.iam.createKey(identity.id, 'alice');
    await world.run(1);
    await company.ledger.endDisabling(identity.id, accessKeyRef(id), day(1));
    const [view] = await world.open(ALICE, day(1));
    assert.deepEqual(
      view?.keys.map(({ status, state }) => [status, state]),
      [['Inactive', 'disabled-since']],
    );
  });

  it('says how to come back on the very day on which the run disables a key', async () => {
    const world = new World();
    world.company.iam.createKey(identity.id, 'alice');
    for (let on = 1; on <= 91; on++) await world.run(on);
    const [view] = await world.open(ALICE, day(91));
    assert.deepEqual(
      view?.keys.map(({ status, state }) => [status, state]),
      [['Inactive', 'disabled']],
    );
  });

  it('logs counts, and no key', async () => {
    const world = new World();
    const { id } = world.company.iam.createKey(identity.id, 'alice');
    await world.run(1);
    await world.open(ALICE, day(1));
    await world.open(ALICE, day(1));
    assert.equal(world.logged.length, 2);
    assert.ok(!JSON.stringify(world.logged).includes(id));
  });
});

describe('a process that dies while it draws a home', () => {
  const died = () => Promise.reject(new Error('the process is gone'));

  for (const moment of ['of', 'disabledAt', 'put'] as const)
    it(`draws it when the opening is delivered again, at ${moment}`, async () => {
      const world = new World();
      const { id } = world.company.iam.createKey(identity.id, 'alice');
      await world.run(1);
      world.drawn();
      const opening = world.opening(ALICE, day(1));
      const dying = new Proxy(world.people, {
        get: (people, name) => {
          if (name === moment) return died;
          const member = Reflect.get(people, name, people) as () => unknown;
          return member.bind(people);
        },
      });
      const queue = moment === 'put' ? { put: died } : world.company.queue;
      await assert.rejects(openHome(world.drawing({ people: dying, queue }), opening), /gone/);
      assert.deepEqual(world.drawn(), []);
      await openHome(world.drawing(), opening);
      assert.deepEqual(idsOf(world.drawn()), [`${ALICE}: ${id}`]);
    });

  it('after it was queued draws it no second time', async () => {
    const world = new World();
    await world.run(1);
    const opening = world.opening(ALICE, day(1));
    await openHome(world.drawing(), opening);
    await openHome(world.drawing(), opening);
    assert.equal(world.drawn().length, 1);
  });
});
