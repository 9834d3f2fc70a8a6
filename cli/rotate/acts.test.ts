import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { actsIn } from './acts';
import type { AccessKey, Use } from './aws';
import type { KeyPair } from './ini';
import { readJournal } from './journal';
import type { Place } from './places/place';
import { carryOut, type Rotation, type World } from './rotation';
import type { State } from './states';

const arn = 'arn:aws:iam::111111111111:user/ada';
const old: KeyPair = { accessKeyId: 'AKIAOLD', secretAccessKey: 'old' };
const begunAt = new Date('2027-01-01T09:00:00Z');

/** A user's keys at AWS, one place with a key, and a clock that a sleep turns on. */
class Company {
  now = begunAt.getTime();
  keys: AccessKey[] = [{ id: old.accessKeyId, isEnabled: true, createdAt: new Date(0) }];
  held: KeyPair = old;
  use: Use | undefined;
  asked: () => boolean = () => assert.fail('nobody is to be asked');
  /** Of CreateAccessKey. */
  create = (): Promise<{ key: KeyPair; madeAt?: Date }> => {
    this.keys.push({ id: 'AKIANEW', isEnabled: true, createdAt: this.date });
    return Promise.resolve({ key: { accessKeyId: 'AKIANEW', secretAccessKey: 'new' } });
  };
  onList = () => {};

  constructor(private readonly folder: string) {}

  get date(): Date {
    return new Date(this.now);
  }

  get #place(): Place {
    return {
      label: 'a place',
      keys: () => Promise.resolve([{ ...this.held, sections: ['default'] }]),
      tryToWrite: () => Promise.resolve(),
      replace: (oldId, key) => {
        if (this.held.accessKeyId === oldId) this.held = key;
        return Promise.resolve();
      },
    };
  }

  end(from: State = 'planned', known: Partial<Rotation> = {}) {
    const user = { arn, accountId: '111111111111' };
    const aws = {
      createKey: () => this.create(),
      deleteKey: (_: string, keyId: string) => {
        if (!this.keys.some(({ id }) => id === keyId))
          throw Object.assign(new Error(), { name: 'NoSuchEntityException' });
        this.keys = this.keys.filter(({ id }) => id !== keyId);
        return Promise.resolve();
      },
      keysOf: () => {
        this.onList();
        return Promise.resolve(this.keys);
      },
      lastUseOf: (id: string) => Promise.resolve(id === old.accessKeyId ? this.use : undefined),
    };
    const world: World = {
      disk: fs,
      journalFile: path.join(this.folder, 'journal'),
      statusFile: path.join(this.folder, 'status'),
      session: {
        user,
        userName: 'ada',
        aws: aws as unknown as World['session']['aws'],
        openedAt: begunAt,
        clockOffset: 0,
      },
      places: [this.#place],
      asker: { confirm: () => Promise.resolve(this.asked()), note: () => {} },
      clock: {
        now: () => this.date,
        sleep: (ms) => Promise.resolve(void (this.now += ms)),
      },
      region: 'us-east-1',
      signedBy: () => ({ whoAmI: () => Promise.resolve(user) }),
    };
    const rotation: Rotation = {
      oldKeyId: old.accessKeyId,
      keyIdsBefore: [old.accessKeyId],
      openedAt: begunAt,
      begunAt,
      old,
      failures: [],
      ...known,
    };
    return carryOut(rotation, from, actsIn(world));
  }

  get ids(): readonly string[] {
    return this.keys.map(({ id }) => id);
  }
}

describe('a rotation', () => {
  let folder: string;
  let company: Company;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'keyturn-acts-'));
    company = new Company(folder);
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));
  const loseNew = (how: 'deleted' | 'disabled') => {
    company.keys = company.keys.flatMap((key) =>
      key.id !== 'AKIANEW' ? key : how === 'deleted' ? [] : { ...key, isEnabled: false },
    );
  };

  for (const how of ['deleted', 'disabled'] as const) {
    it(`keeps the old key where somebody has ${how} the new one`, async () => {
      company.onList = () => loseNew(how);
      assert.equal(await company.end(), 'undone');
      assert.deepEqual([company.ids, company.held], [[old.accessKeyId], old]);
    });

    it(`keeps it where the new one was ${how} while a person was asked`, async () => {
      company.use = { at: new Date(begunAt.getTime() - 1), service: 's3', region: 'eu-west-1' };
      company.asked = () => {
        loseNew(how);
        return true;
      };
      assert.equal(await company.end(), 'undone');
      assert.deepEqual([company.ids, company.held], [[old.accessKeyId], old]);
    });
  }

  it('waits for a list that is older than the new key', async () => {
    let lists = 0;
    company.onList = () => {
      lists += 1;
      const { keys } = company;
      if (lists > 2) return;
      company.keys = keys.filter(({ id }) => id !== 'AKIANEW');
      queueMicrotask(() => (company.keys = keys));
    };
    assert.equal(await company.end(), 'finished');
    assert.deepEqual([company.ids, company.held.accessKeyId], [['AKIANEW'], 'AKIANEW']);
  });

  it('finds a key that was made as its call broke off, however long that took', async () => {
    const key = { id: 'AKIANEW', isEnabled: true };
    company.create = () => {
      company.now += 29_000;
      const createdAt = company.date;
      const seenAt = company.now + 5000;
      company.onList = () => {
        if (company.now >= seenAt && !company.ids.includes(key.id) && lists++ < 9)
          company.keys.push({ ...key, createdAt });
      };
      let lists = 0;
      return Promise.reject(new Error('socket hang up'));
    };
    const end = await company.end();
    assert.deepEqual([end, company.ids, company.held], ['undone', [old.accessKeyId], old]);
  });

  it('notes when its call broke off, for the next run', async () => {
    company.create = () => {
      company.now += 29_000;
      company.onList = () => assert.fail('AWS does not answer');
      return Promise.reject(new Error('socket hang up'));
    };
    assert.equal(await company.end(), 'unread');
    const { brokeOffAt, newKeyId } = readJournal(fs, path.join(folder, 'journal')) ?? {};
    assert.deepEqual(
      [brokeOffAt, newKeyId],
      [new Date(begunAt.getTime() + 29_000).toISOString(), undefined],
    );
  });

  describe('of which no new key is known', () => {
    const makeByHand = (afterMs: number) =>
      company.keys.push({
        id: 'AKIAHAND',
        isEnabled: true,
        createdAt: new Date(begunAt.getTime() + afterMs),
      });

    for (const [answer, end, ids] of [
      [true, 'undone', [old.accessKeyId]],
      [false, 'not-begun', [old.accessKeyId, 'AKIAHAND']],
    ] as const)
      it(`asks before it deletes one that may be somebody's, and is told ${answer}`, async () => {
        makeByHand(1000);
        let asked = 0;
        company.asked = () => {
          asked += 1;
          return answer;
        };
        assert.equal(await company.end('in-doubt'), end);
        assert.deepEqual([company.ids, company.held], [ids, old]);
        assert.equal(asked, 1);
      });

    it('deletes none where there is nobody to ask', async () => {
      makeByHand(60_000);
      company.asked = () => {
        throw new Error('no terminal');
      };
      assert.equal(await company.end('in-doubt'), 'unread');
      assert.deepEqual(company.ids, [old.accessKeyId, 'AKIAHAND']);
    });

    it('asks nobody where the call that made it is known to have broken off then', async () => {
      makeByHand(29_000);
      const brokeOffAt = new Date(begunAt.getTime() + 25_000);
      assert.equal(await company.end('in-doubt', { brokeOffAt }), 'undone');
      assert.deepEqual(company.ids, [old.accessKeyId]);
    });

    it('asks where it was made after that call', async () => {
      makeByHand(60_000);
      const brokeOffAt = new Date(begunAt.getTime() + 25_000);
      company.asked = () => false;
      assert.equal(await company.end('in-doubt', { brokeOffAt }), 'not-begun');
      assert.deepEqual(company.ids, [old.accessKeyId, 'AKIAHAND']);
    });
  });
});
