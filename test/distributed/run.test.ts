import assert from 'node:assert/strict';
import validate from 'asl-validator';
import { FunctionError, type LambdaFunction } from '../../emulation/lambda/lambda-function';
import { runDefinition } from '../../components/key-monitor/run-definition';
import { distributed, listed } from '../permissions/companies';
import { accounts, day, PlayedCompany } from './played-company';

/** In production the monitor may disable as well. */
const setting = {
  ...listed,
  stacks: {
    ...listed.stacks,
    production: listed.stacks['production']?.replace(/.*allowDisable.*\n/, '') ?? '',
  },
};
type Outcome = Awaited<ReturnType<PlayedCompany['outcome']>>;

describe('a distributed run, with the deployed definition, the bundles, an AWS and a Slack', () => {
  let one: PlayedCompany;
  let each: PlayedCompany;
  let ofOne: Outcome;
  let ofEach: Outcome;
  /** The accounts of the children that were begun on the day of faults. */
  const begun: string[] = [];

  before(async () => {
    [one, each] = await Promise.all([
      PlayedCompany.found(setting),
      PlayedCompany.found(distributed(setting)),
    ]);
    for (const { emulated } of [one, each]) {
      await emulated.run(day(86));
      await emulated.moto.refuse([accounts.production]);
      await emulated.run(day(87));
      await emulated.moto.refuse([]);
      await emulated.run(day(92));
    }
    [ofOne, ofEach] = [await one.outcome(), await each.outcome()];
    each.emulated.slack.clear();
    disturb(each.emulated.functionOf('keyturn-monitor'), begun);
    await each.emulated.run(day(93));
  });
  after(() => Promise.all([one, each].map(({ emulated }) => emulated.stop())));

  it('leaves the same keys, the same ledger and the same reports as a run in one function', () => {
    assert.deepEqual(ofEach.keys, ['Inactive', 'Inactive', 'Active']);
    assert.deepEqual(ofEach.keys, ofOne.keys);
    assert.deepEqual(ofEach.ledger, ofOne.ledger);
    assert.deepEqual(ofEach.reports, ofOne.reports);
    assert.equal(Object.keys(ofEach.reports).filter((name) => name.endsWith('.json')).length, 3);
  });

  it('tells everybody the same, and counts the same', () => {
    assert.deepEqual(ofEach.messages, ofOne.messages);
    assert.deepEqual(ofEach.counts, ofOne.counts);
    assert.deepEqual(
      ofEach.counts.map(({ accountsRead, accountsUnread }) => [accountsRead, accountsUnread]),
      [
        [3, 0],
        [2, 1],
        [3, 0],
      ],
    );
  });

  it('names an account that it may not read', () => {
    const unread = ofEach.messages.filter((message) =>
      /access-denied/.test(JSON.stringify(message)),
    );
    assert.equal(unread.length, 1);
    assert.match(JSON.stringify(unread), /production \(222222222222\): access-denied/);
  });

  it('begins a child again that fails, and no other', () => {
    const { identity, production, monitor } = accounts;
    const expected = [identity, identity, production, monitor, monitor, monitor, monitor];
    assert.deepEqual(begun.toSorted(), expected);
  });

  it('tells nobody twice where the answer of a child was lost', () => {
    const bobs = each.messages.filter(({ to }) => to === 'U0BOB000001');
    assert.deepEqual(bobs.length, 1);
    assert.match(bobs[0]?.text ?? '', /^Rotate your AWS key …\w{4} in identity/);
    const copies = each.messages.filter(({ text }) => text.includes('of bob in identity'));
    assert.equal(copies.length, 1);
  });

  it('names an account whose child dies again and again, and goes on with the others', () => {
    const unread = each.messages.filter((message) => /not handled/.test(JSON.stringify(message)));
    assert.equal(unread.length, 1);
    assert.match(
      JSON.stringify(unread),
      /monitor \(333333333333\): not handled to its end: Runtime\.ExitError/,
    );
    const { accountsRead, accountsUnread } = each.counts.at(-1) ?? {};
    assert.deepEqual([accountsRead, accountsUnread], [2, 1]);
  });
});

describe('the definition of a distributed run', () => {
  const functionArn = 'arn:aws:lambda:eu-central-1:333333333333:function:keyturn-monitor';
  const listOf = [undefined, [{ id: accounts.identity, name: 'identity' }]];
  const check = (definition: object) => validate(definition, { checkArn: true, checkPaths: true });

  for (const list of listOf)
    it(`is valid ${list ? 'with a list' : 'where an organization has the accounts'}`, () => {
      const spec = { functionArn, timeout: 900, concurrency: 1000, accounts: list };
      const { isValid, errorsText } = check(runDefinition(spec));
      assert.ok(isValid, errorsText());
    });

  it('would be refused with a state that leads nowhere, a wrong path, or no time', () => {
    const text = JSON.stringify(runDefinition({ functionArn, timeout: 900, concurrency: 8 }));
    for (const [from, to] of [
      ['"Next":"Finish"', '"Next":"End"'],
      ['"ItemsPath":"$.accountIds"', '"ItemsPath":"accountIds"'],
      ['"TimeoutSeconds":930', '"TimeoutSeconds":"930"'],
      ['"MaxConcurrency":8', '"MaxConcurrency":-1'],
    ] as const) {
      assert.ok(text.includes(from), from);
      assert.equal(check(JSON.parse(text.replace(from, to)) as object).isValid, false, to);
    }
  });
});

/**
 * Notes each child that is begun. Lambda loses the answer of identity's first attempt, which was carried out in full;
 * the process dies whenever it has begun with the monitor's own account.
 */
function disturb(monitor: LambdaFunction, begun: string[]): void {
  const invoke = monitor.invoke.bind(monitor);
  monitor.invoke = async (event, now) => {
    const { step, accountId = '' } = event as { step?: string; accountId?: string };
    if (step !== 'account') return invoke(event, now);
    const isFirst = !begun.includes(accountId);
    begun.push(accountId);
    const [answer] = await Promise.all([
      invoke(event, now),
      accountId === accounts.monitor && monitor.kill(),
    ]);
    if (accountId === accounts.identity && isFirst)
      throw new FunctionError(monitor.arn, 'Lambda.ServiceException', 'the answer is lost');
    return answer;
  };
}
