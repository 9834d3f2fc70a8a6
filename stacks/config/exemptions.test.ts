import assert from 'node:assert/strict';
import { addDays } from '../../rules/calendar';
import { readTags } from '../../rules/read-tags';
import { settingsSchema } from '../../rules/settings';
import { goodStacks, TestProject } from '../testing/project';
import { planStack } from './plan';
import { formatProblem } from './problem';
import { readProjectFolder } from './project-folder';

const noon = new Date('2026-11-28T12:00:00Z');

function said(
  until: string,
  { settings = '', now = noon, monitor = true, grounds = 'reason: On leave, approvedBy: Bob' } = {},
) {
  const { identity } = goodStacks;
  const ofMonitor = `${goodStacks.monitor}${settings}`;
  const elsewhere =
    '  keyturn:monitorRoleArn: arn:aws:iam::999999999999:role/keyturn-monitor\n  keyturn:monitorEventBusArn: arn:aws:events:eu-west-1:999999999999:event-bus/keyturn\n';
  const project = new TestProject(
    monitor ? { identity, monitor: ofMonitor } : { identity: identity + elsewhere },
    `engineers:\n  ada: {slackId: U0ADA000001, keyExemption: {until: ${until}, ${grounds}}}\n`,
  );
  const { problems } = planStack(readProjectFolder(project.folder), 'identity', undefined, now);
  project.remove();
  return problems.map(formatProblem);
}
const refused = (until: string, days: string, latest: string) => [
  `stacks/engineers.yaml:2:53: engineers.ada.keyExemption.until: found "${until}", expected a date at most ${days} ahead, today ${latest}: the monitor heeds no later one (maximumExemptionDays)`,
];

describe('an exemption in engineers.yaml', () => {
  it('may end on the last day that the monitor heeds, and no later', () => {
    assert.deepEqual(said('2027-02-26'), []);
    assert.deepEqual(said('2027-02-27'), refused('2027-02-27', '90 days', '2027-02-26'));
    assert.deepEqual(said('2037-01-01'), refused('2037-01-01', '90 days', '2027-02-26'));
  });

  it('is judged besides what else is wrong with it', () => {
    const [of, ...others] = said('2027-02-27', { grounds: 'approvedBy: Bob' }).sort();
    assert.match(
      of ?? '',
      /:2:31: engineers\.ada\.keyExemption\.reason: found nothing, expected why/,
    );
    assert.deepEqual(others, refused('2027-02-27', '90 days', '2027-02-26'));
  });

  it('may be over: nothing follows from it', () => assert.deepEqual(said('2020-01-01'), []));

  it('goes by the monitor’s setting, on the day that it is in its time zone', () => {
    const settings = '  keyturn:settings: {maximumExemptionDays: 1, timeZone: Pacific/Auckland}\n';
    // 1 in the morning of the 29th there.
    assert.deepEqual(said('2026-11-30', { settings }), []);
    assert.deepEqual(
      said('2026-12-01', { settings }),
      refused('2026-12-01', '1 day', '2026-11-30'),
    );
  });

  it('is judged by who knows the limit alone', () =>
    assert.deepEqual(said('2037-01-01', { monitor: false }), []));

  it('is judged as the monitor judges the tag that comes of it', () => {
    const settings = settingsSchema.parse({ timeZone: 'America/New_York' });
    const now = new Date('2026-03-07T04:30:00Z');
    for (let days = 85; days < 95; days += 1) {
      const until = addDays('2026-03-06', days);
      const tags = { type: 'engineer', 'slack-id': 'U0ADA000001', 'key-exempt-until': until };
      const heeds = readTags(tags, now, settings).exemptUntil === until;
      const zone = '  keyturn:settings: {timeZone: America/New_York}\n';
      assert.equal(said(until, { settings: zone, now }).length === 0, heeds, until);
    }
  });
});
