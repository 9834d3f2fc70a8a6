import assert from 'node:assert/strict';
import { makeBundles, type Bundles } from './bundles';
import { day } from './cast';
import { Company } from './company';

/** What the world has seen of the monitor: every key switched, every message. */
async function seen({ moto, slack }: Company): Promise<readonly (readonly string[])[]> {
  const events = await moto.keyEvents();
  return [
    events.map(({ detail }) => `${detail.eventName} ${detail.requestParameters?.accessKeyId}`),
    slack.inbox.all.map(({ to, text }) => `${to}: ${text}`),
  ];
}

/** As `aws lambda invoke` for a scheduled time, by the clock's time, with everything delivered. */
async function invokeFor(company: Company, scheduled: number): Promise<readonly string[]> {
  const before = await seen(company);
  const event = { scheduledTime: day(scheduled).toISOString().replace('.000Z', 'Z') };
  await company.functions.monitor.lambda.invoke(event, company.now);
  await company.pump.drain(company.now);
  assert.equal(await company.pump.backlog(), 0);
  const after = await seen(company);
  return after.flatMap((list, i) => list.slice(before[i]?.length));
}

const of = (news: readonly string[], fits: RegExp) => news.filter((each) => fits.test(each)).length;

describe('the monitor’s bundle, invoked by hand for a day that was missed', () => {
  let bundles: Bundles;
  let company: Company;
  before(async () => {
    bundles = await makeBundles();
    company = await Company.start(bundles.folder);
    // Everybody's keys are warned of on day 86; those of day 0 stop on day 91, those of day 1 on day 92.
    for (const n of [86, 91]) {
      await company.turnTo(day(n));
      await invokeFor(company, n);
    }
    await company.turnTo(new Date(day(92).getTime() + 9 * 60 * 60_000));
  });
  after(async () => {
    await company.stop();
    bundles.remove();
  });

  it('does what that day was to do', async () => {
    const news = await invokeFor(company, 92);
    const stopped = company.keys.filter(({ owner }) => ['bob', 'hugo'].includes(owner.name));
    const held = await company.held();
    for (const { id } of stopped) assert.equal(held.get(id), 'Inactive');
    assert.equal(of(news, /^U0(BOB|HUGO)\w+: Your AWS key …\w{4} in .* is disabled/), 2);
    assert.equal(of(news, /^C0INFRA0001: The AWS key …\w{4} of .* was disabled/), 2);
    assert.equal(of(news, /^UpdateAccessKey /), 2);
    assert.equal(of(news, /^C0INFRA0001: Keyturn on Friday, 3 April 2026/), 1);
    assert.equal(news.length, 7);
  });

  for (const [what, scheduled] of [
    ['the same day again', 92],
    ['the day before, whose run was complete', 91],
  ] as const)
    it(`does nothing new for ${what}`, async () => {
      await company.turnTo(new Date(company.now.getTime() + 60 * 60_000));
      assert.deepEqual(await invokeFor(company, scheduled), []);
    });

  it('leaves the next day’s run what is its own', async () => {
    await company.turnTo(day(93));
    const news = await invokeFor(company, 93);
    assert.equal(of(news, /Your AWS key …\w{4} in .* is disabled/), 1, 'carol’s');
  });
});
