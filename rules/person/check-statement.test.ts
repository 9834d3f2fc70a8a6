import assert from 'node:assert/strict';
import { readTags } from '../read-tags';
import { defaultSettings } from '../settings';
import { account, anEngineer, day } from '../testing/one-account';
import { checkStatement } from './check-statement';
import type { SaidWay } from './ways-statement';

const alice = anEngineer([]);
const DAY_MS = 24 * 60 * 60 * 1000;
const ago = (ms: number) => new Date(day(40).getTime() - ms).toISOString();
const signIn: SaidWay = {
  ...{ way: 'sign-in', profile: 'p', arn: alice.arn, accountId: account.id, userId: alice.id },
  at: ago(1000),
};
const center: SaidWay = {
  ...{ ...signIn, way: 'identity-center', accountId: '222222222222', userId: 'AROAX:alice@x' },
  arn: 'arn:aws:sts::222222222222:assumed-role/AWSReservedSSO_x/alice',
};

function check(
  said: readonly SaidWay[],
  { access = 'key+sign-in+identity-center', madeAt = ago(0), name = '' } = {},
) {
  const own = { ...alice.tags, access, ...(name !== '' && { 'identity-center-name': name }) };
  const tags = readTags(own, day(40), defaultSettings);
  const statement = { format: 'keyturn-ways/1', madeAt, said } as const;
  return checkStatement(statement, { account, user: alice, tags }, day(40));
}
const refusal = (...given: Parameters<typeof check>) => {
  const heard = check(...given);
  return 'refused' in heard ? heard.refused : undefined;
};

describe('what a person says of their ways in', () => {
  it('is taken where it is theirs, of each way the newest', () => {
    const older = { ...signIn, at: ago(DAY_MS) };
    assert.deepEqual(check([signIn, older, center]), {
      said: new Map([
        ['sign-in', { at: new Date(signIn.at), by: alice.arn }],
        ['identity-center', { at: new Date(center.at), by: center.arn }],
      ]),
    });
  });

  it('is none of a way that is not open to them', () =>
    assert.equal(
      refusal([signIn, center], { access: 'key+sign-in' }),
      'it says that identity-center works, which is not open to alice',
    ));

  it('is a session of their own user in their own account', () => {
    const words = (userId: string) =>
      `found a session of ${alice.arn} (${userId}); expected one of ${alice.arn} (AIDAALICE)`;
    assert.equal(refusal([{ ...signIn, userId: 'AIDABOB' }]), words('AIDABOB'));
    assert.equal(refusal([{ ...signIn, accountId: '222222222222' }]), words('AIDAALICE'));
  });

  it('is a session of their name in IAM Identity Center, in whatever case', () => {
    assert.equal(refusal([{ ...center, arn: center.arn.replace(/alice$/, 'Alice') }]), undefined);
    assert.equal(refusal([{ ...center, arn: `${center.arn}@x` }], { name: 'alice@x' }), undefined);
    assert.equal(
      refusal([center], { name: 'alice@x' }),
      `found a session of alice (${center.arn}); expected one of alice@x, their user name in IAM Identity Center`,
    );
    assert.match(refusal([{ ...center, arn: `${center.arn}x` }]) ?? '', /expected one of alice,/);
  });

  it('is of the last 14 days, and not of a time to come', () => {
    const old = `found 2026-01-27 08:59 UTC; expected one of the last 14 days: let them run keyturn ways again`;
    assert.equal(refusal([{ ...signIn, at: ago(14 * DAY_MS) }]), undefined);
    assert.equal(refusal([signIn, { ...signIn, at: ago(14 * DAY_MS + 1) }]), `said[1].at: ${old}`);
    assert.equal(refusal([signIn], { madeAt: ago(14 * DAY_MS + 1) }), `madeAt: ${old}`);
    const ahead = 5 * 60 * 1000;
    assert.equal(refusal([signIn], { madeAt: ago(-ahead) }), undefined);
    assert.equal(
      refusal([signIn], { madeAt: ago(-ahead - 1) }),
      'madeAt: found 2026-02-10 09:05 UTC, which is to come; expected a time that is past',
    );
  });

  it('is wrong by whose it is before when it was', () => {
    const heard = refusal([{ ...signIn, userId: 'AIDABOB', at: ago(20 * DAY_MS) }]);
    assert.match(heard ?? '', /^found a session/);
  });
});
