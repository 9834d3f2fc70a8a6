import assert from 'node:assert/strict';
import type { Deed } from '../report/report';
import type { EvidenceEvent } from './evidence';
import { Events } from './events';
import { byWhom, eventOf, whatOf } from './read-deeds';
import { deed, identity } from './testing/days';

const KEY = 'AKIAALICE0000000001';
const at = (n: number, time = '08:00:00.000') => `2026-07-0${n}T${time}Z`;
const told = (n: number, kind = 'key-reminder', more: Partial<Deed> = {}) =>
  deed(at(n), KEY, 'alice', kind, more);
/** As reports of a version tell of it that named no notice. */
const old = (text: string, more: Partial<Deed> = {}) =>
  told(1, '', { text, notice: undefined, ...more });

describe('what a deed was', () => {
  it('is said by the kind of its notice', () => {
    const kinds = {
      warned: ['key-reminder', 'second-key', 'key-unused', 'machine-key-old', 'key-closing'],
      made: ['key-created'],
      enabled: ['key-reenabled'],
      disabled: ['key-disabled'],
      told: ['key-question', 'of-a-newer-version'],
    };
    for (const [what, of] of Object.entries(kinds))
      for (const kind of of)
        assert.equal(whatOf(told(1, kind, { text: 'disabled: x' })), what, kind);
  });

  it('is said in words by a report of an older version', () => {
    const words = {
      disabled: ['disabled: it was 91 days old'],
      made: ['the team was told that the key was made by eve'],
      enabled: ['the team was told that the key was enabled again by eve'],
      warned: [
        'reminded that the key stops',
        'reminded that two keys are enabled',
        "reminded that the machine's key is old",
        'reminded that nobody uses the key',
        'they were told that it stops on 2026-07-09',
      ],
      told: [
        'reminded that a password expires',
        'x disabled: y',
        'asked whether the key was made by them',
      ],
    };
    for (const [what, of] of Object.entries(words))
      for (const text of of) assert.equal(whatOf(old(text)), what, text);
    const quoted = ['x', 'they say that '].map(
      (before) => `${before}the team was told that the key was`,
    );
    for (const text of [
      ...quoted.map((each) => `${each} made`),
      ...quoted.map((each) => `${each} enabled again`),
    ])
      assert.equal(whatOf(old(text)), 'told', text);
    assert.equal(whatOf(old('x reminded that the key stops')), 'told');
  });

  it('is no more than told, where it is about no key', () =>
    assert.equal(whatOf(told(1, 'key-disabled', { keyId: undefined })), 'told'));
});

describe('who did it', () => {
  const by = (given: Deed) => byWhom(given, whatOf(given));

  it('is Keyturn of what it disabled, and else whom the deed names', () => {
    assert.equal(by(told(1, 'key-disabled', { by: 'eve' })), 'keyturn');
    assert.equal(by(told(1, 'key-created', { by: 'eve', text: 'made by mallory' })), 'eve');
    assert.equal(by(told(1)), undefined);
  });

  it('is whom an older report names in words, of what somebody made or enabled', () => {
    const made = 'the team was told that the key was made by arn:x/eve on a day';
    assert.equal(by(old(made)), 'arn:x/eve');
    assert.equal(by(old('the team was told that the key was enabled again by eve')), 'eve');
    assert.equal(by(old('the team was told that the key was made')), undefined);
    assert.equal(by(old('reminded that the key, made by eve, stops')), undefined);
  });
});

describe('a deed as an event', () => {
  const base = { at: at(1), accountId: identity.id, userName: 'alice', keyId: KEY };

  it('is a warning that arrived or did not', () => {
    const text = 'key-reminder at 2026-07-01T08:00:00.000Z';
    const warned = { ...base, what: 'warned', text, source: 'report' };
    assert.deepEqual(eventOf(told(1), 'report', true), { ...warned, arrived: true });
    assert.deepEqual(eventOf(told(1), 'ledger', false), {
      ...{ ...warned, arrived: false, source: 'ledger' },
    });
  });

  it('is a disabling by Keyturn, which is nothing that arrives', () =>
    assert.deepEqual(eventOf(told(1, 'key-disabled'), 'report', true), {
      ...{ ...base, what: 'disabled', by: 'keyturn' },
      ...{ text: 'disabled: it was 91 days old', source: 'report' },
    }));

  it('is news of what others did, which is not when they did it nor theirs', () => {
    for (const kind of ['key-created', 'key-reenabled', 'key-question'])
      assert.deepEqual(eventOf(told(1, kind, { by: 'eve', text: 'x' }), 'report', true), {
        ...{ ...base, what: 'told', arrived: true, text: 'x', source: 'report' },
      });
  });

  it('is about no key where it names none', () => {
    const event = eventOf(told(1, 'key-reminder', { keyId: undefined }), 'report', true);
    assert.equal('keyId' in event, false);
  });
});

describe('the events of an account', () => {
  type Given = readonly [given: Deed, hasArrived?: boolean];
  function eventsOf(...given: readonly Given[]): Events {
    const events = new Events();
    for (const [each, hasArrived = true] of given) events.add(each, 'report', hasArrived);
    return events;
  }
  const timesOf = (...given: readonly Given[]) =>
    eventsOf(...given).all.map((event: EvidenceEvent) => [event.at, event.arrived]);
  const id = `key/${KEY}/reminder-76`;
  const of = (n: number, notice: Deed['notice'] = { id, kind: 'key-reminder' }) =>
    told(n, 'key-reminder', { notice, text: 'x' });

  it('are each there once, however many reports tell of them', () => {
    assert.deepEqual(timesOf([of(1)], [of(1)]), [[at(1), true]]);
    const another = { id: `key/${KEY}/reminder-81`, kind: 'key-reminder' };
    assert.deepEqual(timesOf([of(1)], [of(1, another)]), [
      [at(1), true],
      [at(1), true],
    ]);
  });

  it('are there again where the same stage is told anew, later', () => {
    const twice = [
      [at(1), true],
      [at(3), true],
    ];
    assert.deepEqual(timesOf([of(1)], [of(3)], [of(1)], [of(3)]), twice);
  });

  it('have arrived once a later report says so, and wait no more', () => {
    assert.deepEqual(timesOf([of(1), false], [of(2), false]), [[at(1), false]]);
    assert.deepEqual(timesOf([of(1), false], [of(2)], [of(2)]), [[at(2), true]]);
    // What had arrived does so no less by a report that was made before.
    assert.deepEqual(timesOf([of(2)], [of(1), false]), [[at(2), true]]);
  });

  it('are known by when they were, where an older report names no notice', () => {
    const nameless = old('reminded that the key stops');
    assert.deepEqual(timesOf([nameless], [of(1)]), [[at(1), true]]);
    assert.deepEqual(timesOf([of(1)], [nameless]), [[at(1), true]]);
    assert.deepEqual(timesOf([nameless], [of(2)]).length, 2);
    const ofBob = { ...nameless, keyId: undefined, userName: 'bob' };
    assert.equal(timesOf([{ ...ofBob }], [{ ...ofBob, userName: 'carol' }], [ofBob]).length, 2);
    assert.equal(timesOf([{ ...nameless, keyId: 'AKIAOTHER' }], [nameless]).length, 2);
  });

  it('have a disabling once, though its time is told more exactly later', () => {
    const off = told(1, 'key-disabled', { notice: { id, kind: 'key-disabled' } });
    assert.deepEqual(timesOf([off], [{ ...off, at: at(1, '08:00:07.000') }]), [[at(1), undefined]]);
  });

  it('have the news of a key’s making, with who made it', () => {
    const made = told(2, 'key-created', { by: 'eve' });
    assert.deepEqual(
      eventsOf([made], [told(1)]).newsOfMaking,
      new Map([[KEY, { at: at(2), by: 'eve' }]]),
    );
    const { newsOfMaking } = eventsOf([old('the team was told that the key was made by eve')]);
    assert.deepEqual(newsOfMaking, new Map([[KEY, { at: at(1), by: 'eve' }]]));
    assert.equal(eventsOf([{ ...made, keyId: undefined }]).newsOfMaking.size, 0);
  });
});
