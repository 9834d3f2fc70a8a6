import assert from 'node:assert/strict';
import { readTags } from '../read-tags';
import { defaultSettings as settings } from '../settings';
import { aKey, day } from '../testing/one-account';
import { forecastOwnKey, type OwnKeyForecast } from './own-key';

const engineer = { type: 'engineer', 'slack-id': 'U0ALICE0001' };
const machine = { type: 'machine' };
const exempt = { 'key-exempt-until': '2026-04-20' };

/** Of a key of day 0. */
function forecast(
  on: number,
  tags?: Readonly<Record<string, string>>,
  isEnabled = true,
): OwnKeyForecast {
  const read = tags && { tags: readTags(tags, day(on), settings) };
  const own = { ...aKey('AKIAOLD0000000000001', 0), isEnabled, ...read };
  return forecastOwnKey(own, settings, { now: day(on), run: day(0) });
}

describe('how an engineer’s own key stands', () => {
  const standings = (tags?: Readonly<Record<string, string>>) =>
    [75, 76, 90, 91, 92].map((on) => forecast(on, tags).standing);

  it('is due from the age of the first reminder, and past from the age at which it is disabled', () => {
    assert.deepEqual(standings(engineer), ['fine', 'due', 'due', 'past', 'past']);
  });

  it('is an engineer’s where the tags could not be read', () => {
    assert.deepEqual(standings(), standings(engineer));
  });

  it('is fine while an exemption holds, through its last day', () => {
    // Day 109 is the twentieth of April.
    const on = [76, 91, 109, 110];
    assert.deepEqual(
      on.map((each) => forecast(each, { ...engineer, ...exempt }).standing),
      ['fine', 'fine', 'fine', 'past'],
    );
  });

  it('is due of a machine’s, which is reminded of and never disabled', () => {
    assert.deepEqual(standings(machine), ['fine', 'due', 'due', 'due', 'due']);
    const { remindsOn, stopsOn, stopsAt } = forecast(91, machine);
    assert.deepEqual([remindsOn, stopsOn, stopsAt], ['2026-03-18', undefined, undefined]);
    assert.equal(forecast(91, { ...machine, ...exempt }).standing, 'fine');
  });

  it('is fine of a user without a type, who is never touched: no day is named', () => {
    assert.deepEqual(forecast(91, {}), { age: 91, standing: 'fine' });
  });

  it('is stopped where it is off, whatever its age: no day is named', () => {
    for (const on of [1, 91])
      assert.deepEqual(forecast(on, engineer, false), { age: on, standing: 'stopped' });
  });
});
