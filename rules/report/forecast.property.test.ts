import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Decision } from '../decisions';
import { planDay } from '../plan-day';
import type { Settings } from '../settings';
import { sent } from '../testing/decided';
import { day } from '../testing/one-account';
import type { World } from './after-run';
import { forecastOf, forecastOfRuns, playRuns } from './forecast';
import { FORECAST_DAYS, playMonth, type PlayedRun } from './play-month';
import { anySettings, anyWorld, mostlyToAsk, TODAY } from './testing/any-world';

const firstRun = day(TODAY);

/** The month without any shortcut: every user is looked at on every day. */
function everyRun(world: World, settings: Settings): readonly PlayedRun[] {
  const runs: PlayedRun[] = [];
  for (const run of playRuns(world, settings, firstRun)) {
    runs.push(run);
    if (runs.length === FORECAST_DAYS) break;
  }
  return runs;
}

/** What of the decisions changes anything, or is told of. */
function deeds(decisions: readonly Decision[]): readonly Decision[] {
  return decisions.filter((each) => each.do !== 'nothing' && each.do !== 'report');
}

describe('the days and users that the forecast leaves out', () => {
  it('are those of whom nothing is decided', () => {
    let [left, played] = [0, 0];
    fc.assert(
      fc.property(anyWorld, anySettings, (world, settings) => {
        const every = everyRun(world, settings);
        const some = new Map([...playMonth(world, settings, firstRun)].map((run) => [run.on, run]));
        for (const { on, now, decisions } of every) {
          const run = some.get(on);
          assert.deepEqual(deeds(run?.decisions ?? []), deeds(decisions), on);
          assert.deepEqual(run?.now ?? now, now);
        }
        assert.deepEqual(
          forecastOf(world, settings, firstRun),
          forecastOfRuns(world.inventory, settings, every),
        );
        left += every.length - some.size;
        played += some.size;
      }),
      { numRuns: 500 },
    );
    // Where every day were played, nothing would have been compared. Some 700 are left out, now and then fewer than 500.
    assert.ok(left > 100 && played > 500, `${left} days were left out, ${played} played`);
  });

  it('are left out alike where the first run was planned before', () => {
    fc.assert(
      fc.property(anyWorld, anySettings, (world, settings) => {
        const planned = planDay(world.inventory, world.ledger, settings, firstRun);
        assert.deepEqual(
          forecastOf(world, settings, firstRun, planned),
          forecastOf(world, settings, firstRun),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('are the same where people are asked whose new keys are, of which it says nothing', () => {
    let asked = 0;
    fc.assert(
      fc.property(anyWorld, anySettings, ({ inventory, ledger }, settings) => {
        const users = mostlyToAsk(inventory.users);
        const world = { inventory: { ...inventory, users }, ledger };
        const asking = { ...settings, questions: { againAfterDays: 1 } };
        const forecast = forecastOf(world, asking, firstRun);
        assert.deepEqual(forecast.entries, forecastOf(world, settings, firstRun).entries);
        const every = everyRun(world, asking);
        assert.deepEqual(forecast, forecastOfRuns(world.inventory, asking, every));
        asked += sent(forecast.firstRun, 'key-question').length;
      }),
      { numRuns: 100 },
    );
    assert.ok(asked > 10, `only ${asked} were asked`);
  });
});
