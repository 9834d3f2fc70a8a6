import assert from 'node:assert/strict';
import { documentProblem, readStatements, type Statement } from './policy-document';
import { callersNotNamed, usersWithoutMfa } from './trust';

type Fields = Readonly<Record<string, unknown>>;

const own = '111111111111';
const foreign = '222222222222';
const arn = (rest: string, partition = 'aws') => `arn:${partition}:iam::${own}:${rest}`;
const root = arn('root');
const ci = arn('role/ci');
const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };

/** A statement that lets the account's root in, changed by what is given. */
function trust(changes: Fields): Statement {
  const allow = { Effect: 'Allow', Principal: { AWS: root }, Action: 'sts:AssumeRole' };
  const [statement] = readStatements({ Statement: { ...allow, ...changes } });
  assert.ok(statement);
  return statement;
}
const trusting = (AWS: unknown) => trust({ Principal: { AWS } });
const service = { Service: 'ec2.amazonaws.com' };
/** A condition that is not known yet, as in a preview of the policy pack. */
const undecided = (Principal: unknown) =>
  trust({
    Principal,
    Condition: {
      get Bool() {
        return assert.fail('not known yet');
      },
    },
  });

describe('who comes in without MFA', () => {
  const values = (statement: Statement) => usersWithoutMfa(statement).map(({ value }) => value);

  const users: [what: string, principal: string][] = [
    ["an account's root", root],
    ['an account by its number', own],
    ['a user', arn('user/ada')],
    ['a user under a path', arn('user/people/ada')],
    ['a user in China', arn('user/ada', 'aws-cn')],
    ['a user whose name is as a role’s unique id', arn('user/AROA')],
    ['a user that was deleted', 'AIDAEXAMPLE0000000000'],
    ['everybody', '*'],
  ];
  for (const [what, principal] of users)
    it(`${what} does`, () => assert.deepEqual(values(trusting(principal)), [principal]));

  const others: [what: string, principal: string][] = [
    ['a role', ci],
    ['a role under a path', arn('role/teams/ci')],
    ['a role of the government’s partition', arn('role/ci', 'aws-us-gov')],
    ['a session of a role', `arn:aws:sts::${own}:assumed-role/ci/run`],
    ['a session of a role in China', `arn:aws-cn:sts::${own}:assumed-role/ci/run`],
    ['a federated user, whom STS refuses', `arn:aws:sts::${own}:federated-user/ada`],
    ['a role that was deleted', 'AROAEXAMPLE0000000000'],
  ];
  for (const [what, principal] of others)
    it(`not ${what}`, () => assert.deepEqual(values(trusting(principal)), []));

  it('is named without the roles and the services beside', () =>
    assert.deepEqual(
      usersWithoutMfa(trust({ Principal: { ...service, Federated: 'x', aws: [ci, root] } })),
      [{ kind: 'aws', value: root }],
    ));

  it('is everybody in a text, and whoever is not left out', () => {
    const everybody = [{ kind: 'AWS', value: '*' }];
    assert.deepEqual(usersWithoutMfa(trust({ Principal: '*' })), everybody);
    const others = trust({ Principal: undefined, NotPrincipal: { AWS: root } });
    assert.deepEqual(usersWithoutMfa(others), everybody);
  });

  it('is nobody where something else than sts:AssumeRole is allowed', () => {
    assert.deepEqual(usersWithoutMfa(trust({ Action: 'sts:TagSession' })), []);
    assert.deepEqual(values(trust({ Action: 'sts:*' })), [root]);
  });

  it('is nobody under a condition on MFA', () =>
    assert.deepEqual(usersWithoutMfa(trust({ Condition: mfa })), []));

  it('does not rest on a condition where no user is trusted', () => {
    assert.deepEqual(usersWithoutMfa(undecided(service)), []);
    assert.throws(() => usersWithoutMfa(undecided({ AWS: root })), /not known yet/);
  });

  const from = (operator: string, value: unknown) =>
    values(trust({ Condition: { [operator]: { 'aws:PrincipalArn': value } } }));
  const rolesOnly: [operator: string, value: unknown][] = [
    ['StringEquals', ci],
    ['StringEquals', arn('role/ci', 'aws-us-gov')],
    ['StringEqualsIgnoreCase', ci],
    ['StringLike', arn('role/ci-*')],
    ['ArnEquals', ci],
    ['ArnEquals', [ci, arn('role/cd')]],
    ['ArnLike', 'arn:*:iam::*:role/*'],
    ['ArnLike', 'arn:aws:iam:*:*:role/ci'],
  ];
  for (const [operator, value] of rolesOnly)
    it(`is nobody where ${operator} asks for ${JSON.stringify(value)}`, () =>
      assert.deepEqual(from(operator, value), []));

  // Paths may have colons: a user may be named as a role is, from there on.
  const alike = arn(`user/${arn('role/')}ada`);
  const usersToo: [operator: string, value: unknown][] = [
    ['StringEquals', arn('user/ada')],
    ['StringEquals', alike],
    ['StringLike', 'arn:aws:iam::*:role/*'],
    ['StringLike', `*${ci}`],
    ['StringNotEquals', ci],
    ['StringEqualsIfExists', ci],
    ['ArnEquals', [ci, arn('user/ada')]],
    ['ArnEquals', alike],
    ['ArnLike', arn('*')],
    ['ArnNotLike', ci],
  ];
  for (const [operator, value] of usersToo)
    it(`is the account where ${operator} asks for ${JSON.stringify(value)}`, () =>
      assert.deepEqual(from(operator, value), [root]));
});

describe('a caller who is not named well enough', () => {
  const callers = (statement: Statement, accounts: readonly string[] = [own]) => {
    const found = callersNotNamed(statement, () => accounts);
    return found === 'everybody' ? found : found.map(({ value }) => value);
  };
  const abroad = `arn:aws:iam::${foreign}:root`;

  const everybody: [what: string, changes: Fields][] = [
    ['everybody in a text', { Principal: '*' }],
    ['everybody of AWS, also with MFA', { Principal: { AWS: '*' }, Condition: mfa }],
    ['everybody beside somebody', { Principal: { AWS: [ci, '*'] } }],
    ['whoever is not left out', { Principal: undefined, NotPrincipal: { AWS: root } }],
  ];
  for (const [what, changes] of everybody)
    it(`is ${what}`, () => assert.equal(callers(trust(changes)), 'everybody'));

  it('is nobody of the own account, however it is written', () => {
    const session = `arn:aws:sts::${own}:assumed-role/ci/run`;
    assert.deepEqual(callers(trusting([root, ci, own, session])), []);
    assert.deepEqual(callers(trusting([root, arn('root', 'aws-cn')])), []);
  });

  it('is whoever is of another account, beside the own', () => {
    assert.deepEqual(callers(trusting([abroad, root, foreign])), [abroad, foreign]);
    assert.deepEqual(callers(trusting([abroad, root]), []), [abroad, root]);
  });

  it('is nobody of several accounts that may be the own one', () =>
    assert.deepEqual(callers(trusting([abroad, root]), [own, foreign]), []));

  it('is who was deleted, of whom nobody knows the account', () => {
    // Unique ids are of letters and of the digits from 2 to 7.
    const deleted = `AIDAX${foreign}`;
    assert.deepEqual(callers(trusting(deleted), [foreign]), [deleted]);
    assert.deepEqual(callers(trusting('AIDAEXAMPLE'), []), ['AIDAEXAMPLE']);
  });

  it('is no service and no provider of identities, by itself or beside', () => {
    const federated = { Federated: arn('oidc-provider/accounts.google.com') };
    assert.deepEqual(callers(trust({ Principal: service })), []);
    assert.deepEqual(callers(trust({ Principal: federated })), []);
    assert.deepEqual(callers(trust({ Principal: { ...service, aws: abroad } })), [abroad]);
  });

  it('is nobody where all that is allowed is to say who one is', () => {
    const may = (Action: unknown) => callers(trust({ Principal: { AWS: abroad }, Action }));
    assert.deepEqual(may('sts:SetSourceIdentity'), []);
    assert.deepEqual(may(['STS:setsourceidentity']), []);
    for (const action of [
      'sts:TagSession',
      'sts:Set*',
      ['sts:SetSourceIdentity', 'sts:AssumeRole'],
    ])
      assert.deepEqual(may(action), [abroad], String(action));
    const others = { Action: undefined, NotAction: 'sts:SetSourceIdentity' };
    assert.deepEqual(callers(trust({ Principal: { AWS: abroad }, ...others })), [abroad]);
  });

  it('does not rest on a condition where AWS alone is trusted', () => {
    assert.deepEqual(callers(undecided(service)), []);
    assert.throws(() => callers(undecided({ AWS: root })), /not known yet/);
  });

  const under = (operator: string, key: string, value: unknown) =>
    callers(trust({ Principal: { AWS: abroad }, Condition: { [operator]: { [key]: value } } }));
  const organization = 'o-a1b2c3d4e5';
  const named: [operator: string, key: string, value: unknown][] = [
    ['Bool', 'aws:MultiFactorAuthPresent', 'true'],
    ['StringEquals', 'sts:ExternalId', 'b7d2'],
    ['StringEqualsIgnoreCase', 'sts:ExternalId', ['b7d2', 'c9']],
    ['StringLike', 'STS:externalid', 'acme-*'],
    ['StringEquals', 'aws:PrincipalOrgID', organization],
    ['StringEquals', 'aws:PrincipalOrgID', `o-${'a'.repeat(32)}`],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', `${organization}/r-ab12/*`],
  ];
  for (const [operator, key, value] of named)
    it(`is nobody where ${operator} asks for ${key} ${JSON.stringify(value)}`, () =>
      assert.deepEqual(under(operator, key, value), []));

  const notNamed: typeof named = [
    ['StringEqualsIfExists', 'sts:ExternalId', 'b7d2'],
    ['StringNotEquals', 'sts:ExternalId', 'b7d2'],
    ['StringLike', 'sts:ExternalId', '*'],
    ['StringLike', 'sts:ExternalId', ['b7d2', '?*']],
    ['StringLike', 'aws:PrincipalOrgID', 'o-*'],
    ['StringLike', 'aws:PrincipalOrgID', `${organization}*`],
    ['StringLike', 'aws:PrincipalOrgID', `*${organization}`],
    ['ForAnyValue:StringLike', 'aws:PrincipalOrgPaths', 'o-*/r-ab12/*'],
    ['StringEquals', 'aws:PrincipalAccount', own],
  ];
  for (const [operator, key, value] of notNamed)
    it(`is another account where ${operator} asks for ${key} ${JSON.stringify(value)}`, () =>
      assert.deepEqual(under(operator, key, value), [abroad]));
});

it('says of a principal that nobody can read where it stands', () => {
  const problem = (changes: Fields) => documentProblem(() => usersWithoutMfa(trust(changes)));
  assert.equal(problem({ Principal: undefined }), 'statement 1 has no Principal');
  assert.equal(problem({ Principal: 'x' }), 'the Principal of statement 1 is not an object');
  assert.equal(
    problem({ Principal: { AWS: [{}] } }),
    'the Principal of statement 1 is {}, not a text',
  );
});
