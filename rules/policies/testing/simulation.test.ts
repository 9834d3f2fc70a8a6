import assert from 'node:assert/strict';
import { isAskable, keepAnswers, runSimulation, withoutArn } from './simulation';

describe('answers of a library that are kept', () => {
  it('are worked out once for the same strings, and anew for any others', () => {
    const asked: string[] = [];
    const library = {
      join: (...of: readonly string[]) => {
        asked.push(of.join('+'));
        return asked.at(-1);
      },
    };
    keepAnswers(library, 'join');
    for (const time of ['first', 'second']) {
      assert.equal(library.join('a', 'bc'), 'a+bc', time);
      assert.equal(library.join('ab', 'c'), 'ab+c', time);
      assert.equal(library.join('a', 'b', 'c'), 'a+b+c', time);
    }
    assert.deepEqual(asked, ['a+bc', 'ab+c', 'a+b+c']);
  });

  it('are refused of a function that is not there, as in another version', () => {
    assert.throws(() => keepAnswers({}, 'join'), /there is no join/);
  });
});

describe('a question to the simulation', () => {
  const asked = (action: string, resource: string) =>
    runSimulation(
      {
        request: {
          ...{ principal: 'arn:aws:iam::111111111111:user/alice', action },
          resource: { resource, accountId: '111111111111' },
          contextVariables: {},
        },
        ...{ identityPolicies: [], serviceControlPolicies: [], resourceControlPolicies: [] },
      },
      {},
    );

  for (const [action, resource] of [
    ['iam:GetUser', '*'],
    ['iam:GetUser', 'arn:aws:iam::111111111111:user/*'],
    ['iam:GetUser', 'arn:aws:iam::111111111111:user/alic?'],
    ['iam:ListUsers', 'arn:aws:iam::111111111111:*'],
  ] as const)
    it(`is refused about a pattern: ${action} on ${resource}`, () =>
      assert.rejects(asked(action, resource), /name one thing, by its ARN/));

  it('is answered about one thing, and about `*` where the action is about no resource', async () => {
    const one = await asked('iam:GetUser', 'arn:aws:iam::111111111111:user/alice');
    assert.equal(one.resultType, 'single');
    assert.equal((await asked('iam:ListUsers', '*')).resultType, 'single');
  });

  it('may be about `*` of the one action whose ARNs the simulation does not know, until it does', async () => {
    const client = 'arn:aws:signin:eu-central-1::external-client/dcr/1234';
    assert.equal(await isAskable(withoutArn, client), false);
    assert.equal((await asked(withoutArn, '*')).resultType, 'wildcard');
  });
});
