import assert from 'node:assert/strict';
import { accessKeyRef } from './credentials/credential';
import { emptyLedger } from './ledger';
import type { AccountReading, IamUser } from './model';
import { planDay } from './plan-day';
import { composeReport } from './report/compose-report';
import { exampleInput } from './report/testing/example-report';
import { stillDue } from './disabling/still-due';

/** The users as IAM would show them, had somebody written their tags' keys in another way. */
function withKeys(user: IamUser, change: (key: string) => string): IamUser {
  const tags = Object.entries(user.tags).map(([key, value]) => [change(key), value]);
  return { ...user, tags: Object.fromEntries(tags) as IamUser['tags'] };
}

const ways: [string, (key: string) => string][] = [
  ['in capitals', (key) => key.toUpperCase()],
  ['as people write them', (key) => key.replace(/\b[a-z]/g, (letter) => letter.toUpperCase())],
];

describe('tags whose keys are written', () => {
  for (const [how, change] of ways)
    describe(how, () => {
      const input = exampleInput();
      const changed = input.readings.map((reading): AccountReading => {
        if (reading.outcome === 'unread') return reading;
        const users = reading.inventory.users.map((user) => withKeys(user, change));
        return { ...reading, inventory: { ...reading.inventory, users } };
      });
      // What is wrong with a tag names it as it is written; nothing else may differ.
      const withoutNames = (result: unknown) =>
        JSON.stringify(result, undefined, 1).replaceAll(/the tag [\w-]+/g, (words) =>
          words.toLowerCase(),
        );

      for (const untaggedAs of [undefined, 'engineer'] as const)
        it(`are the same to the report, with the untagged taken for ${untaggedAs}`, () =>
          assert.equal(
            withoutNames(composeReport({ ...input, readings: changed, untaggedAs })),
            withoutNames(composeReport({ ...input, untaggedAs })),
          ));

      it('are the same to the plan, and to the last look before a key is disabled', () => {
        const run = (readings: readonly AccountReading[]) =>
          readings.flatMap((reading) => {
            if (reading.outcome === 'unread') return [];
            const { account, users } = reading.inventory;
            const ledger = input.ledgers?.get(account.id) ?? emptyLedger(account.id);
            return [
              planDay(reading.inventory, ledger, input.settings, input.now),
              users.flatMap((user) =>
                user.keys.map(({ id }) =>
                  stillDue(accessKeyRef(id), user, 'age', input.settings, input.now),
                ),
              ),
            ];
          });
        assert.equal(withoutNames(run(changed)), withoutNames(run(input.readings)));
      });
    });
});
