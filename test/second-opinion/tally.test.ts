import assert from 'node:assert/strict';
import type { Request } from '../meaning/request';
import type { Explanation, Unjudged } from './explanation';
import { idle, Tally } from './tally';

const asking = (action: string): Request => ({
  ...{ principal: 'arn:aws:iam::111111111111:user/alice', action, resource: '*' },
  ...{ accountId: '111111111111', context: {}, policies: [], registeredAs: '' },
});
const explained: Explanation = {
  ...{ id: 'explained', ours: 'Allowed', second: ['ImplicitlyDenied'], because: 'it is known' },
  isAbout: ({ action }) => action === 'sts:GetCallerIdentity',
};
const unjudged: Unjudged = {
  ...{ id: 'unjudged', because: 'it can not be asked' },
  isAbout: ({ action }) => action === 'sts:AssumeRoleWithSAML',
};
const whoAmI = asking('sts:GetCallerIdentity');

function tallied(more: readonly Explanation[] = []): Tally {
  const tally = new Tally([explained, ...more], [unjudged]);
  assert.equal(tally.isToJudge('roles', asking('sts:AssumeRoleWithSAML')), false);
  assert.equal(tally.isToJudge('people', whoAmI), true);
  return tally;
}

describe('the tally of two judges', () => {
  it('counts what is the same, what is explained, and what is not to be judged', () => {
    const tally = tallied();
    for (const action of ['iam:ListUsers', 'iam:GetUser'])
      assert.equal(tally.isToJudge('people', asking(action)), true);
    assert.equal(tally.note(asking('iam:ListUsers'), 'Allowed', 'Allowed'), true);
    tally.note(asking('iam:GetUser'), 'ImplicitlyDenied', 'ImplicitlyDenied');
    assert.equal(tally.note(whoAmI, 'Allowed', 'ImplicitlyDenied'), false);
    assert.deepEqual(tally.wrong(), []);
    assert.deepEqual(tally.lines(), [
      'asked: 4 (roles 1, people 3)',
      'the same answer: 2 (Allowed 1, ExplicitlyDenied 0, ImplicitlyDenied 1)',
      'not for it to judge: 1',
      '  1 unjudged: it can not be asked',
      'another answer, explained: 1',
      '  1 explained: it is known',
      'another answer, without an explanation: 0',
    ]);
  });

  for (const [what, request, ours, second] of [
    ['another request', asking('iam:GetUser'), 'Allowed', 'ImplicitlyDenied'],
    ['another answer of ours', whoAmI, 'ExplicitlyDenied', 'ImplicitlyDenied'],
    ['another answer of the second', whoAmI, 'Allowed', 'ExplicitlyDenied'],
    ['no answer', whoAmI, 'Allowed', 'error: KeyError'],
  ] as const)
    it(`takes ${what} for a difference without an explanation`, () => {
      const tally = tallied();
      tally.note(whoAmI, 'Allowed', 'ImplicitlyDenied');
      tally.note(request, ours, second);
      const [wrong = '', ...more] = tally.wrong();
      assert.deepEqual(more, []);
      assert.ok(wrong.includes(`${request.action} on *: ${ours}, and ${second}`), wrong);
    });

  it('finds a difference that two explanations are about', () => {
    const tally = tallied([{ ...explained, id: 'too wide', isAbout: () => true }]);
    tally.note(whoAmI, 'Allowed', 'ImplicitlyDenied');
    tally.note(asking('iam:GetUser'), 'Allowed', 'ImplicitlyDenied');
    assert.match(tally.wrong().join('\n'), /two explanations/);
  });

  it('says nothing of explanations that it needs not', () => {
    const tally = new Tally([explained], [unjudged]);
    assert.doesNotMatch(tally.lines().join('\n'), /it is known|it can not be asked/);
  });

  it('finds explanations of what does not happen any more, in any tally', () => {
    const tally = new Tally([explained], [unjudged]);
    tally.note(whoAmI, 'Allowed', 'Allowed');
    assert.deepEqual(idle([explained, unjudged], [tally]), [
      'explained: no request is of that kind any more',
      'unjudged: no request is of that kind any more',
    ]);
    const another = tallied();
    another.note(whoAmI, 'Allowed', 'ImplicitlyDenied');
    assert.deepEqual(idle([explained, unjudged], [tally, another]), []);
  });

  it('shows some of many, and how many more there are', () => {
    const tally = tallied();
    tally.note(whoAmI, 'Allowed', 'ImplicitlyDenied');
    for (let i = 0; i < 33; i++) tally.note(asking('iam:GetUser'), 'Allowed', 'ImplicitlyDenied');
    assert.equal(tally.wrong().at(-1), 'and 3 more differences without an explanation');
  });
});
