import assert from 'node:assert/strict';
import FakeTimers from '@sinonjs/fake-timers';
import fc from 'fast-check';
import { readTags } from '../../rules/read-tags';
import { exemptUntilProblem, rotateWithProblem, slackIdProblem, typeProblem } from './user-tags';

describe('the vocabulary of tags', () => {
  let clock: FakeTimers.Clock;
  before(() => {
    clock = FakeTimers.install({ now: new Date('2026-11-23T12:00:00Z'), toFake: ['Date'] });
  });
  after(() => clock.uninstall());

  it('is read as the monitor reads it', () => {
    const orAnything = (...texts: string[]) =>
      fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'grapheme' }));
    const dates = fc
      .date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const someTags = fc.record(
      {
        type: orAnything('engineer', 'machine', 'Engineer', ' machine'),
        'slack-id': fc.oneof(
          orAnything('U0123ABCDEF', 'C0123ABCDEF', 'w0123ABCDEF', 'U01'),
          fc.stringMatching(/^[UWCGD][A-Z0-9]{6,22}$/),
        ),
        'key-exempt-until': fc.oneof(
          dates,
          fc.stringMatching(/^20[23]\d-[01]\d-[0-3]\d$/),
          orAnything('2024-02-29', '2023-02-29', '2026-04-31', '0000-01-01', '9999-12-31'),
        ),
        'key-exempt-reason': orAnything('On leave', ' ', ''),
        'key-exempt-by': orAnything('Bob', ' ', ''),
        'rotate-with': orAnything('keyturn', 'aws-vault', 'aws-cli', 'custom', 'AWS-vault', ''),
      },
      { requiredKeys: [] },
    );
    const keys = fc.constantFrom<(key: string) => string>(
      (key) => key,
      (key) => key.toUpperCase(),
      (key) => key.replace(/^./, (first) => first.toUpperCase()),
    );
    fc.assert(
      fc.property(someTags, keys, (written, change) => {
        const tags = Object.fromEntries(
          Object.entries(written).map(([key, value]) => [change(key), value]),
        );
        const now = new Date();
        const limits = { timeZone: 'Etc/UTC', maximumExemptionDays: 90 };
        const expected = readTags(tags, now, limits).problems.map(({ tag }) => tag);
        const user = { props: { tags }, provider: undefined };
        const found = Object.entries({
          type: typeProblem(user),
          'slack-id': slackIdProblem(user),
          'key-exempt-until': exemptUntilProblem(user, 90),
          'rotate-with': rotateWithProblem(user),
        });
        assert.deepEqual(
          found.filter(([, problem]) => problem !== undefined).map(([tag]) => tag),
          expected,
        );
      }),
      { numRuns: 1000 },
    );
  });
});
