import assert from 'node:assert/strict';
import { WAYS_STATEMENT_FORMAT, waysStatementSchema, type SaidWay } from './ways-statement';

const signIn: SaidWay = {
  way: 'sign-in',
  profile: 'identity-sign-in',
  arn: 'arn:aws:iam::111111111111:user/team/ada',
  accountId: '111111111111',
  userId: 'AIDAEXAMPLE000000001',
  at: '2026-11-30T09:00:00.000Z',
};
const identityCenter: SaidWay = {
  ...signIn,
  way: 'identity-center',
  profile: 'production-deploy-identity-center',
  arn: 'arn:aws:sts::222222222222:assumed-role/deploy/ada@example.com',
  accountId: '222222222222',
  userId: 'AROAEXAMPLE000000001:ada@example.com',
};
const statementOf = (...said: readonly object[]) => ({
  format: WAYS_STATEMENT_FORMAT,
  madeAt: '2026-11-30T09:00:01.000Z',
  said,
});

describe('a statement of ways in', () => {
  it('is read as it was written, and so is one of a newer version', () => {
    const statement = statementOf(signIn, identityCenter);
    assert.deepEqual(waysStatementSchema.parse(statement), statement);
    assert.deepEqual(
      waysStatementSchema.parse({
        ...statement,
        newer: 1,
        said: [{ ...signIn, newer: 1 }, identityCenter],
      }),
      statement,
    );
  });

  it('is of an IAM user or a role of any partition, a user with a path or without', () => {
    const user = ':iam::111111111111:user/ada.b+c@example.com';
    const session = ':sts::222222222222:assumed-role/deploy/ada@example.com';
    for (const partition of ['aws', 'aws-cn', 'aws-us-gov', 'aws-iso-b']) {
      const statement = statementOf(
        { ...signIn, arn: `arn:${partition}${user}` },
        { ...identityCenter, arn: `arn:${partition}${session}` },
      );
      assert.deepEqual(waysStatementSchema.parse(statement), statement);
    }
  });

  it('says in words that there is none, and whose ARN is expected: that alone', () => {
    const messages = (...said: readonly object[]) =>
      waysStatementSchema.safeParse(statementOf(...said)).error?.issues.map((each) => each.message);
    assert.deepEqual(messages(), ['expected at least one way in that works']);
    for (const [way, whose] of [
      [signIn, "expected an IAM user's ARN"],
      [identityCenter, "expected a role session's ARN"],
    ] as const)
      for (const arn of [`x${way.arn}`, `${way.arn} x`, `${way.arn}\n`])
        assert.deepEqual(messages({ ...way, arn }), [whose], arn);
  });

  it('says in words what is expected of a time and of an account', () => {
    const { error } = waysStatementSchema.safeParse({
      ...statementOf({ ...signIn, at: 'yesterday', accountId: '1' }),
      madeAt: '2026-11-30',
    });
    assert.deepEqual(
      error?.issues.map(({ path, message }) => [path.join('.'), message.split(',')[0]]),
      [
        ['madeAt', 'expected a time in UTC'],
        ['said.0.accountId', "expected an account's id"],
        ['said.0.at', 'expected a time in UTC'],
        ['said.0.arn', 'expected one of the account 1'],
      ],
    );
  });

  const refused: readonly [what: string, statement: object, path: string][] = [
    ['another format', { ...statementOf(signIn), format: 'keyturn-ways/2' }, 'format'],
    ['nobody', statementOf(), 'said'],
    ['a key', statementOf({ ...signIn, way: 'key' }), 'said.0.way'],
    ['no time', statementOf({ ...signIn, at: 'yesterday' }), 'said.0.at'],
    [
      'another account than the ARN has',
      statementOf({ ...signIn, accountId: '222222222222' }),
      'said.0.arn',
    ],
    ['root', statementOf({ ...signIn, arn: 'arn:aws:iam::111111111111:root' }), 'said.0.arn'],
    [
      'a session of a role by aws login',
      statementOf({ ...identityCenter, way: 'sign-in' }),
      'said.0.arn',
    ],
    [
      'an IAM user by Identity Center',
      statementOf(identityCenter, { ...signIn, way: 'identity-center' }),
      'said.1.arn',
    ],
  ];
  for (const [what, statement, path] of refused)
    it(`of ${what} is refused there`, () => {
      const { error } = waysStatementSchema.safeParse(statement);
      assert.deepEqual(
        error?.issues.map((issue) => issue.path.join('.')),
        [path],
      );
    });
});
