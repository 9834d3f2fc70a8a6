import assert from 'node:assert/strict';
import type { ResourceValidationPolicy } from '@pulumi/policy';
import FakeTimers from '@sinonjs/fake-timers';
import { urnOf, type TestResource } from './requests';
import { runPolicy, type Outcome } from './run-policy';

/** Exemptions and tags that end are judged on this day. */
export const testDay = '2026-11-23';
const dayBefore = '2026-11-22';

type Program = TestResource | readonly TestResource[];
type Config = Readonly<Record<string, unknown>>;

/** What a policy makes of programs: each with a title. */
export interface PolicyCases {
  readonly passes: readonly [title: string, program: Program, config?: Config][];
  /** With what the message says. */
  readonly refuses?: readonly [title: string, program: Program, says: RegExp, config?: Config][];
  readonly advises?: readonly [title: string, program: Program, says: RegExp, config?: Config][];
  readonly notApplicable: readonly [title: string, program: Program, config?: Config][];
  /** Undecided, because a value that matters is not known yet: said as an advisory. */
  readonly unknown: readonly [title: string, program: Program, config?: Config][];
  /** A program whose last resource breaks the policy: for exemptions, and for what breaks the policy itself. */
  readonly bad: Program;
  /** What the policy is told of that program, where it says nothing by itself. */
  readonly badConfig?: Config;
}

/** Describes a policy by its cases. */
export function describePolicy(policy: ResourceValidationPolicy, cases: PolicyCases): void {
  describe(policy.name, () => {
    let clock: FakeTimers.Clock;
    before(() => {
      clock = FakeTimers.install({ now: new Date(`${testDay}T23:59:59.999Z`), toFake: ['Date'] });
    });
    after(() => clock.uninstall());

    const run = (program: Program, config?: Config): Promise<Outcome> =>
      runPolicy(policy, listOf(program), config);

    for (const [title, program, config] of cases.passes)
      it(`passes ${title}`, async () => {
        const { violations, notApplicable } = await run(program, config);
        assert.deepEqual(violations, []);
        assert.ok(notApplicable.length < listOf(program).length, 'looks at one resource at least');
      });
    for (const [title, program, says, config] of cases.refuses ?? [])
      it(`refuses ${title}`, async () =>
        assertSays(policy, await run(program, config), 'mandatory', says));
    for (const [title, program, says, config] of cases.advises ?? [])
      it(`advises against ${title}`, async () =>
        assertSays(policy, await run(program, config), 'advisory', says));
    for (const [title, program, config] of cases.notApplicable)
      it(`does not apply to ${title}`, async () => {
        const { violations, notApplicable } = await run(program, config);
        assert.deepEqual(violations, []);
        assert.equal(notApplicable.length, listOf(program).length);
      });
    for (const [title, program, config] of cases.unknown)
      it(`leaves for the next step ${title}`, async () => {
        const { violations } = await run(program, config);
        const said = violations.map(({ level, message }) => ({ level, message }));
        assert.ok(said.length > 0, 'says that it could not decide');
        for (const { level, message } of said) {
          assert.equal(level, 'advisory');
          assert.match(message, /^can't run .* during preview: .* can't be known during preview$/);
        }
      });
    describeExemptions(policy, listOf(cases.bad), cases.badConfig);
  });
}

function describeExemptions(
  policy: ResourceValidationPolicy,
  bad: readonly TestResource[],
  told: Config = {},
): void {
  const culprit = bad.at(-1) as TestResource;
  const exemption = (more: Config): Config => ({
    ...told,
    exemptions: [{ reason: 'being moved', until: testDay, ...more }],
  });
  const valid: [string, Config][] = [
    ['its name', { name: culprit.name }],
    ['its URN', { urn: urnOf(culprit) }],
    ['a pattern of URNs', { urn: `*::${culprit.type}::*` }],
  ];
  for (const [title, more] of valid)
    it(`exempts by ${title} up to the last day`, async () => {
      const { violations, notApplicable } = await runPolicy(policy, bad, exemption(more));
      assert.deepEqual(violations, []);
      assert.match(notApplicable.at(-1) ?? '', /^exempt until 2026-11-23: being moved$/);
    });

  it('says that an exemption is over, and what is wrong', async () => {
    const config = exemption({ name: culprit.name, until: dayBefore });
    const before = await runPolicy(policy, bad, told);
    const { violations } = await runPolicy(policy, bad, config);
    const [expired, ...others] = violations.filter(({ resource }) => resource === culprit.name);
    assert.match(expired?.message ?? '', /exemption of .* ended on 2026-11-22 .*being moved/s);
    assert.equal(expired?.level, policy.enforcementLevel === 'advisory' ? 'advisory' : 'mandatory');
    assert.deepEqual(
      others,
      before.violations.filter(({ resource }) => resource === culprit.name),
    );
  });

  it('does not exempt others', async () => {
    const { violations } = await runPolicy(policy, bad, exemption({ name: `${culprit.name}-2` }));
    assert.deepEqual(violations, (await runPolicy(policy, bad, told)).violations);
  });

  it('can be made advisory', async () => {
    const { violations } = await runPolicy(policy, bad, { ...told, enforcementLevel: 'advisory' });
    assert.ok(violations.length > 0);
    assert.ok(violations.every(({ level }) => level === 'advisory'));
  });

  it('rejects a config that it does not understand', async () => {
    const wrong = { name: culprit.name, reason: 'being moved', until: 'soon' };
    await assert.rejects(runPolicy(policy, bad, { exemptions: [wrong] }), {
      message: new RegExp(`exemptions\\[0\\] of ${policy.name} has until "soon": expected a date`),
    });
    await assert.rejects(runPolicy(policy, bad, { exemption: [] }), /unknown key exemption\b/);
  });

  it('tells what it is for, how to fix it and where to read on', () => {
    assert.match(policy.url ?? '', new RegExp(`/policies\\.md#${policy.name}$`));
    assert.ok(policy.displayName && policy.description && policy.remediationSteps);
    assert.ok(policy.severity && policy.framework?.reference && policy.framework.specification);
  });
}

function assertSays(
  policy: ResourceValidationPolicy,
  { violations }: Outcome,
  level: 'advisory' | 'mandatory',
  says: RegExp,
): void {
  const messages = violations.map((each) => `${each.level}: ${each.message}`).join('\n');
  const found = violations.find((each) => each.level === level && says.test(each.message));
  assert.ok(found, `expected ${level} ${String(says)}, found:\n${messages}`);
  assert.ok(found.message.startsWith(policy.description), found.message);
  const worse = violations.filter((each) => level === 'advisory' && each.level === 'mandatory');
  assert.deepEqual(worse, []);
}

function listOf(program: Program): readonly TestResource[] {
  return Array.isArray(program) ? (program as readonly TestResource[]) : [program as TestResource];
}
