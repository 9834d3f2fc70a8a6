import assert from 'node:assert/strict';
import { longestCredentialAgeDays, servicesWithCredentialAge } from '../../credential-services';
import type { GroupsAndRoles, HeldPolicy } from '../../groups-and-roles';
import type { AccountReading, Unknown } from '../../model';
import { assumeListedRoles } from '../../policies/assume-listed-roles';
import { assumableRoleTrust } from '../../policies/assumable-role-trust';
import { auditRoleTrust } from '../../policies/audit-role-trust';
import { engineerSelfManagement } from '../../policies/engineer-self-management';
import { account, aKey, anEngineer, day, inventoryOf } from '../../testing/one-account';
import { isOfGroupsAndRoles, rulesInShort } from '../audit-rules';
import { credentialRules, fiveRules, ruleNames } from '../rule-names';
import type { Report } from '../report';
import { reading, reportOf } from '../testing/reports';
import { judgeOf } from './groups-and-roles';

const home = { partition: 'aws', accountId: account.id };
const root = `arn:aws:iam::${account.id}:root`;
const mfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
const document = (...Statement: readonly unknown[]) =>
  JSON.stringify({ Version: '2012-10-17', Statement });
const allow = (Action: unknown, more: object = { Resource: '*' }) => ({
  Effect: 'Allow',
  Action,
  ...more,
});
const trust = (more: object = {}) => ({
  Effect: 'Allow',
  Principal: { AWS: root },
  Action: 'sts:AssumeRole',
  ...more,
});
const inline = (...statements: readonly unknown[]): HeldPolicy => ({
  name: 'inline',
  document: document(...statements),
});
const ofAws = (name: string): HeldPolicy => ({ name: `arn:aws:iam::aws:policy/${name}` });

/** The report of alice and bob, engineers, and of a machine, in an account that has this. */
function reportWith(found: Partial<GroupsAndRoles> | Unknown | undefined): Report {
  const none = { users: [], groups: [], roles: [] };
  const groupsAndRoles = found && ('unknown' in found ? found : { ...none, ...found });
  const users = [
    anEngineer([aKey('AKIAKEY00000000000001', 0)], { name: 'alice' }),
    anEngineer([], { name: 'bob' }),
    anEngineer([], { name: 'robot', tags: { type: 'machine' } }),
  ];
  const read = reading(inventoryOf(...users), day(1));
  const readings = [{ ...read, ...(groupsAndRoles && { groupsAndRoles }) }];
  return reportOf([], 1, { readings, judge: judgeOf(readings) });
}

function said(report: Report, rule: string, list: 'breaches' | 'notSeenOf' = 'breaches'): string[] {
  return report.rules
    .filter((each) => each.rule === rule)
    .flatMap((each) => each[list])
    .map(({ userName, groupName, roleName, text }) => {
      const who = userName ?? groupName ?? roleName ?? '';
      return `${who}: ${text}`;
    });
}

describe('what groups give', () => {
  const members = ['alice', 'bob', 'robot'].map((name) => ({
    name,
    groups: ['Devs'],
    policies: [],
  }));
  const given = (...policies: readonly HeldPolicy[]) =>
    said(reportWith({ users: members, groups: [{ name: 'devs', policies }] }), 'group-permissions');

  const own = `arn:aws:iam::${account.id}:user/\${aws:username}`;
  const fine: [string, HeldPolicy][] = [
    [
      'what Keyturn’s own group of engineers does',
      { name: 'x', document: JSON.stringify(engineerSelfManagement(home)) },
    ],
    [
      'the same with service-specific credentials that end',
      {
        name: 'x',
        document: JSON.stringify(
          engineerSelfManagement(home, {
            services: servicesWithCredentialAge,
            maximumAgeDays: longestCredentialAgeDays,
          }),
        ),
      },
    ],
    [
      'what Keyturn’s groups of roles do',
      {
        name: 'x',
        document: JSON.stringify(assumeListedRoles(['arn:aws:iam::222222222222:role/deploy'])),
      },
    ],
    ['nothing', inline()],
    ['a Deny of everything', inline({ Effect: 'Deny', Action: '*', Resource: '*' })],
    ['any role', inline(allow('sts:AssumeRole'))],
    ['roles, in other letters', inline(allow(['STS:assumerole', 'sts:TagSession']))],
    ['one’s own user', inline(allow('iam:*AccessKey*', { Resource: own }))],
    [
      'one’s own user under a path',
      inline(allow('iam:*SSH*', { Resource: ['arn:aws:iam::*:user/*/${AWS:UserName}', own] })),
    ],
    ['AWS’s own to change a password', ofAws('IAMUserChangePassword')],
    ['AWS’s own for SSH keys', ofAws('IAMUserSSHKeys')],
  ];
  for (const [what, policy] of fine)
    it(`may be ${what}`, () => assert.deepEqual(given(policy), []));

  const more: [string, HeldPolicy, string][] = [
    ['something of another service', inline(allow('s3:GetObject')), 's3:GetObject'],
    ['something beside a role', inline(allow(['sts:AssumeRole', 's3:*'])), 's3:*'],
    ['everything', inline(allow('*')), '*'],
    ['something under MFA', inline(allow('ec2:*', { Resource: '*', Condition: mfa })), 'ec2:*'],
    [
      'everything but',
      inline({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }),
      'everything but iam:*',
    ],
    ['other users', inline(allow('iam:CreateAccessKey')), 'iam:CreateAccessKey'],
    [
      'one’s own user and another',
      inline(allow('iam:CreateAccessKey', { Resource: [own, 'arn:aws:iam::*:user/*'] })),
      'iam:CreateAccessKey',
    ],
    [
      'users whose names end as one’s own',
      inline(allow('iam:CreateAccessKey', { Resource: 'arn:aws:iam::*:user/*${aws:username}' })),
      'iam:CreateAccessKey',
    ],
    [
      'all users but one',
      inline({ Effect: 'Allow', Action: 'iam:CreateAccessKey', NotResource: own }),
      'iam:CreateAccessKey',
    ],
    [
      'one’s own API keys that never end',
      inline(allow('iam:*ServiceSpecificCredential*', { Resource: own })),
      'iam:CreateServiceSpecificCredential without an end within 90 days',
    ],
    ['another service on one’s own user', inline(allow('sts:*', { Resource: own })), 'sts:*'],
  ];
  for (const [what, policy, words] of more)
    it(`may not be ${what}`, () =>
      assert.deepEqual(given(policy), [
        `devs: gives 2 engineers (alice, bob) the inline policy inline (${words}): that is for a role with MFA`,
      ]));

  it('may not be one of AWS’s own, which is named', () =>
    assert.deepEqual(given(ofAws('ReadOnlyAccess'), ofAws('IAMUserSSHKeys')), [
      'devs: gives 2 engineers (alice, bob) the managed policy arn:aws:iam::aws:policy/ReadOnlyAccess: that is for a role with MFA',
    ]));

  it('is said of attached and inline policies together, once a group', () => {
    const managed = {
      name: `arn:aws:iam::${account.id}:policy/teams/logs`,
      document: document(allow('logs:*')),
    };
    assert.deepEqual(given(managed, inline(allow('s3:*'))), [
      `devs: gives 2 engineers (alice, bob) the managed policy arn:aws:iam::${account.id}:policy/teams/logs (logs:*), the inline policy inline (s3:*): that is for a role with MFA`,
    ]);
  });

  const named: [engineers: number, words: string][] = [
    [1, '1 engineer (a)'],
    [3, '3 engineers (a, b, c)'],
    [4, '4 engineers (a, b, c and 1 more)'],
    [6, '6 engineers (a, b, c and 3 more)'],
  ];
  for (const [engineers, words] of named)
    it(`is said of ${words}`, () => {
      const names = 'abcdef'.slice(0, engineers).split('');
      const found = {
        users: names.map((name) => ({ name, groups: ['devs'], policies: [] })),
        groups: [{ name: 'devs', policies: [inline(allow('s3:*'))] }],
        roles: [],
      };
      const users = names.map((name) => anEngineer([], { name }));
      const readings = [{ ...reading(inventoryOf(...users), day(1)), groupsAndRoles: found }];
      assert.deepEqual(
        said(reportOf([], 1, { readings, judge: judgeOf(readings) }), 'group-permissions'),
        [`devs: gives ${words} the inline policy inline (s3:*): that is for a role with MFA`],
      );
    });

  it('is nobody’s business where an engineer of that name is in another account', () => {
    const found = {
      users: [{ name: 'alice', groups: ['devs'], policies: [] }],
      groups: [{ name: 'devs', policies: [inline(allow('s3:*'))] }],
      roles: [],
    };
    const machine = anEngineer([], { name: 'alice', tags: { type: 'machine' } });
    const abroad = { id: '222222222222', name: 'other' };
    const readings = [
      { ...reading(inventoryOf(machine), day(1)), groupsAndRoles: found },
      reading({ account: abroad, users: [anEngineer([], { name: 'alice' })] }, day(1)),
    ];
    const report = reportOf([], 1, { readings, judge: judgeOf(readings) });
    assert.deepEqual(said(report, 'group-permissions'), []);
  });

  it('is nobody’s business where no engineer is in the group', () => {
    const [, , robot] = members;
    const groups = [{ name: 'devs', policies: [inline(allow('s3:*'))] }];
    const report = reportWith({ users: robot ? [robot] : [], groups });
    assert.deepEqual(said(report, 'group-permissions'), []);
  });

  it('is not seen where a text can’t be read, beside what is seen', () => {
    const name = `arn:aws:iam::${account.id}:policy/lost`;
    const groups = [
      { name: 'devs', policies: [{ name }, { name: 'x', document: '{' }, inline(allow('s3:*'))] },
    ];
    const report = reportWith({ users: members, groups });
    assert.equal(said(report, 'group-permissions').length, 1);
    const [unread = '', ...others] = said(report, 'group-permissions', 'notSeenOf');
    assert.match(
      unread,
      /^devs: the text of arn.*lost was not given; the text of x can't be read: /,
    );
    assert.deepEqual(others, []);
    // Nobody can say either whether it makes administrators.
    assert.equal(said(report, 'no-admin', 'notSeenOf').length, 1);
  });
});

describe('administrators by day', () => {
  const admins = (found: Partial<GroupsAndRoles>) => said(reportWith(found), 'no-admin');

  it('are users, of whatever type, and groups, with or without members', () => {
    const policies = [ofAws('AdministratorAccess')];
    const users = [{ name: 'robot', groups: [], policies }];
    const how =
      "the managed policy arn:aws:iam::aws:policy/AdministratorAccess makes administrators (it is AWS's own for them)";
    assert.deepEqual(admins({ users, groups: [{ name: 'admins', policies }] }), [
      `robot: ${how}`,
      `admins: ${how}`,
    ]);
  });

  it('are not judged by the text of AWS’s own policies, which is not read', () => {
    const users = [{ name: 'alice', groups: [], policies: [ofAws('PowerUserAccess')] }];
    assert.deepEqual(said(reportWith({ users }), 'no-admin', 'notSeenOf'), []);
  });

  it('are not known where no text was given of a policy that only is named as AWS’s', () => {
    const name = `arn:aws:iam::${account.id}:policy/arn:aws:iam::aws:policy/PowerUserAccess`;
    const users = [{ name: 'alice', groups: [], policies: [{ name }] }];
    assert.deepEqual(said(reportWith({ users }), 'no-admin', 'notSeenOf'), [
      `alice: the text of ${name} was not given`,
    ]);
  });

  it('are a group that may write its own policies, by name, and no other group', () => {
    const Resource = `arn:aws:iam::${account.id}:group/ops`;
    const policies = [inline(allow('iam:PutGroupPolicy', { Resource }))];
    const groups = ['ops', 'devs'].map((name) => ({ name, policies }));
    assert.deepEqual(admins({ groups }), [
      'ops: the inline policy inline makes administrators (it allows iam:PutGroupPolicy)',
    ]);
  });

  const who: [string, HeldPolicy, string | undefined][] = [
    ['all of IAM', inline(allow('iam:*')), 'iam:PutUserPolicy'],
    [
      'an Allow that a Deny takes back',
      inline(allow('*'), { ...allow('iam:*'), Effect: 'Deny' }),
      undefined,
    ],
    [
      'their own managed policy, by its path',
      {
        name: `arn:aws:iam::${account.id}:policy/teams/own`,
        document: document(
          allow('iam:CreatePolicyVersion', {
            Resource: `arn:aws:iam::${account.id}:policy/teams/own`,
          }),
        ),
      },
      'iam:CreatePolicyVersion',
    ],
    [
      'the same of another account',
      inline(allow('iam:PutUserPolicy', { Resource: 'arn:aws:iam::999999999999:user/*' })),
      undefined,
    ],
    ['much, but not that', ofAws('PowerUserAccess'), undefined],
  ];
  for (const [what, policy, action] of who)
    it(`${action ? 'are' : 'are not'} those who may write ${what}`, () => {
      const found = admins({ users: [{ name: 'alice', groups: [], policies: [policy] }] });
      assert.equal(found.length, action ? 1 : 0);
      assert.match(found[0] ?? '', action ? new RegExp(`\\(it allows ${action}\\)$`) : /^$/);
    });
});

describe('whom roles trust', () => {
  const roles = (...trusts: readonly string[]) => ({
    roles: trusts.map((text, i) => ({ name: `role-${i}`, document: text })),
  });
  const of = (rule: string, ...statements: readonly unknown[]) =>
    said(reportWith(roles(document(...statements))), rule);

  it('is fine of Keyturn’s own roles', () => {
    const monitor = 'arn:aws:iam::999999999999:role/keyturn-monitor';
    const report = reportWith(
      roles(
        JSON.stringify(assumableRoleTrust(home)),
        JSON.stringify(assumableRoleTrust({ ...home, accountId: '999999999999' })),
        JSON.stringify(auditRoleTrust(monitor, 'keyturn-of-acme')),
      ),
    );
    for (const rule of ['role-mfa', 'role-caller']) {
      assert.deepEqual(said(report, rule), []);
      assert.deepEqual(said(report, rule, 'notSeenOf'), []);
    }
  });

  it('names each statement that lets somebody in without MFA, once a role', () =>
    assert.deepEqual(
      of('role-mfa', trust({ Condition: mfa }), trust({ Sid: 'Old' }), trust({ Principal: '*' })),
      [
        `role-0: lets ${root} in without MFA, by statement "Old" of its trust; lets * in without MFA, by statement number 3 of its trust`,
      ],
    ));

  it('names all whom a statement lets in', () =>
    assert.deepEqual(
      of('role-mfa', trust({ Principal: { AWS: [root, 'arn:aws:iam::999999999999:root'] } })),
      [
        `role-0: lets ${root}, arn:aws:iam::999999999999:root in without MFA, by statement number 1 of its trust`,
      ],
    ));

  it('takes no Deny for an Allow, and lets none make up for one', () => {
    assert.deepEqual(of('role-mfa', trust({ Effect: 'Deny' })), []);
    const Condition = { Bool: { 'aws:MultiFactorAuthPresent': 'false' } };
    const found = of('role-mfa', trust(), trust({ Effect: 'Deny', Principal: '*', Condition }));
    assert.equal(found.length, 1);
  });

  it('takes everybody but some for everybody', () => {
    const others = trust({ Principal: undefined, NotPrincipal: { AWS: root }, Condition: mfa });
    assert.deepEqual(of('role-mfa', others), []);
    assert.deepEqual(of('role-caller', others), [
      'role-0: trusts everybody ("*", or NotPrincipal), by statement number 1 of its trust',
    ]);
  });

  it('is judged by the account that the role is in', () => {
    const ofAccount = (id: string) => trust({ Principal: { AWS: `arn:aws:iam::${id}:role/ci` } });
    assert.deepEqual(of('role-caller', ofAccount(account.id)), []);
    assert.deepEqual(of('role-caller', ofAccount('999999999999')), [
      'role-0: trusts arn:aws:iam::999999999999:role/ci of another account without an external id, an organization or MFA, by statement number 1 of its trust',
    ]);
  });

  it('names who lets people in, with whom else the statement trusts', () => {
    const broken = trust({
      Principal: { Service: 'account-access.amazonaws.com', AWS: '999999999999' },
    });
    const [said, ...more] = of('role-caller', broken);
    assert.deepEqual(more, []);
    assert.match(
      said ?? '',
      /^role-0: trusts 9{12} of another account without .* MFA; lets account-access\.amazonaws\.com bring anybody in, without StringEquals on aws:SourceArn, .*, by statement number 1 of its trust$/,
    );
  });

  it('is not seen of a role whose trust can’t be read', () => {
    const report = reportWith(roles('', document(trust())));
    assert.match(said(report, 'role-mfa', 'notSeenOf')[0] ?? '', /^role-0: its trust policy can't/);
    assert.equal(said(report, 'role-mfa').length, 1);
  });
});

describe('rules about groups and roles', () => {
  const shown = (report: Report) => report.rules.map(({ rule }) => rule);
  const ofUsers: readonly string[] = [...Object.keys(fiveRules), ...Object.keys(credentialRules)];
  const noteOn = (report: Report, name: string) =>
    report.rules.find(({ rule }) => rule === name)?.notSeen ?? '';

  it('are not in the report where nobody asked, which says so', () => {
    const report = reportWith(undefined);
    assert.deepEqual(
      shown(report),
      ruleNames.filter((rule) => ofUsers.includes(rule)),
    );
    assert.match(noteOn(report, 'self-management'), /^What groups give is not read/);
    assert.match(noteOn(report, 'mfa'), /^No roles are read/);
  });

  it('are of accounts that were read', () => {
    const sandbox = { id: '222222222222', name: 'sandbox' };
    const unread: AccountReading = { outcome: 'unread', account: sandbox, reason: 'throttled' };
    assert.equal(judgeOf([unread]), undefined);
    const read: AccountReading = {
      ...reading(inventoryOf(anEngineer([])), day(1)),
      ...{ groupsAndRoles: { unknown: 'access-denied' } },
    };
    const judged = judgeOf([unread, read])?.([]);
    assert.deepEqual(
      judged?.['no-admin']?.notSeenOf?.map(({ accountId }) => accountId),
      [account.id],
    );
  });

  it('are beside the rule that they are of, and leave nothing to say of what was not read', () => {
    const report = reportWith({});
    assert.deepEqual(
      shown(report),
      ruleNames.filter((rule) => ofUsers.includes(rule) || isOfGroupsAndRoles(rule)),
    );
    for (const rule of report.rules) {
      assert.equal(rule.notSeen, undefined);
      const { title, cis } = rulesInShort[rule.rule];
      assert.deepEqual([rule.title, rule.cis], [title, cis]);
      assert.deepEqual(
        [rule.breaches, rule.notSeenOf].flat().filter(({ userName }) => !userName),
        [],
      );
    }
  });

  it('say of how many users nobody knows whether their groups’ permissions are an engineer’s', () => {
    const users = [anEngineer([], { tags: {} }), anEngineer([], { name: 'bob' })];
    const read = reading(inventoryOf(...users), day(1));
    const none = { groupsAndRoles: { users: [], groups: [], roles: [] } };
    const readings = [{ ...read, ...none }];
    const { rules } = reportOf([], 1, { readings, judge: judgeOf(readings) });
    assert.match(
      rules.find(({ rule }) => rule === 'group-permissions')?.notSeen ?? '',
      /^Who of the users without a valid tag type \(1\) is an engineer/,
    );
  });

  it('are neither kept nor broken in an account where these could not be read', () => {
    const report = reportWith({ unknown: 'access-denied' });
    for (const rule of ruleNames.filter(isOfGroupsAndRoles)) {
      assert.deepEqual(said(report, rule), []);
      assert.deepEqual(said(report, rule, 'notSeenOf'), [
        ': its groups and roles could not be read: access-denied',
      ]);
    }
  });
});
