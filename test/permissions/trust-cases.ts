/** Somebody who asks for a role, and what the role's trust should say. */
export interface TrustCase {
  readonly who: string;
  readonly allowed: boolean;
  readonly principal: string;
  readonly context: Readonly<Record<string, string>>;
}

const monitorRole = 'arn:aws:iam::333333333333:role/keyturn-monitor';
const externalId = { 'sts:ExternalId': 'keyturn-333333333333' };

function session(account: string, role: string, name = role, path = ''): TrustCase {
  return {
    who: `${role} of ${account}, in the session ${name}`,
    allowed: false,
    principal: `arn:aws:sts::${account}:assumed-role/${role}/${name}`,
    context: {
      'aws:PrincipalArn': `arn:aws:iam::${account}:role/${path}${role}`,
      'aws:userid': `AROAEXAMPLEEXAMPLE:${name}`,
      ...externalId,
    },
  };
}

function user(account: string, name: string, context: Readonly<Record<string, string>>): TrustCase {
  const principal = `arn:aws:iam::${account}:user/${name}`;
  return {
    who: `the user ${name} of ${account} with ${JSON.stringify(context)}`,
    allowed: false,
    principal,
    context: { 'aws:PrincipalArn': principal, 'aws:userid': 'AIDAEXAMPLE', ...context },
  };
}

function service(name: string, source: Readonly<Record<string, string>> = {}): TrustCase {
  return {
    who: `the service ${name} for ${JSON.stringify(source)}`,
    allowed: false,
    principal: `${name}.amazonaws.com`,
    context: source,
  };
}

const yes = (each: TrustCase): TrustCase => ({ ...each, allowed: true });
const without = (each: TrustCase, key: string, value?: string): TrustCase => {
  const others = Object.entries(each.context).filter(([name]) => name !== key);
  return {
    ...each,
    who: `${each.who}, ${key} ${value ?? 'missing'}`,
    allowed: false,
    context: { ...Object.fromEntries(others), ...(value !== undefined && { [key]: value }) },
  };
};

const monitor = session('333333333333', 'keyturn-monitor');
const engineer = { 'aws:PrincipalTag/type': 'engineer', 'aws:MultiFactorAuthPresent': 'true' };
const rule = (account: string, name: string) => ({
  'aws:SourceArn': `arn:aws:events:us-east-1:${account}:rule/${name}`,
  'aws:SourceAccount': account,
});
const group = (account: string) => ({
  'aws:SourceArn': `arn:aws:scheduler:eu-central-1:${account}:schedule-group/keyturn`,
  'aws:SourceAccount': account,
});
const stateMachine = (account: string, name: string) => ({
  'aws:SourceArn': `arn:aws:states:eu-central-1:${account}:stateMachine:${name}`,
  'aws:SourceAccount': account,
});

/** Nobody of these gets any role of Keyturn's, but where a case of the same caller says so. */
const strangers: readonly TrustCase[] = [
  session('333333333333', 'keyturn-notify'),
  session('333333333333', 'keyturn-key-events'),
  session('333333333333', 'keyturn-slack-in'),
  session('333333333333', 'keyturn-act'),
  session('333333333333', 'administrator'),
  session('333333333333', 'keyturn-monitor', 'keyturn-monitor', 'x/'),
  session('111111111111', 'keyturn-monitor'),
  session('222222222222', 'keyturn-monitor'),
  session('999999999999', 'keyturn-monitor'),
  user('333333333333', 'keyturn-monitor', externalId),
  user('111111111111', 'alice', engineer),
  user('111111111111', 'alice', {}),
  user('999999999999', 'alice', engineer),
  service('ec2'),
];

/** By a pattern of the role's name. `ACCOUNT` is the role's own account. */
export const trustCases: Readonly<Record<string, readonly TrustCase[]>> = {
  '^keyturn-audit$': [
    yes(monitor),
    without(monitor, 'sts:ExternalId'),
    without(monitor, 'sts:ExternalId', ''),
    without(monitor, 'sts:ExternalId', 'keyturn-999999999999'),
    without(monitor, 'sts:ExternalId', 'KEYTURN-333333333333'),
    without(monitor, 'aws:PrincipalArn'),
    without(monitor, 'aws:PrincipalArn', `${monitorRole}2`),
    without(monitor, 'aws:PrincipalArn', monitorRole.replace('monitor', '*')),
    // No documented key tells one session of a role from another. What keeps others out is the role's own trust:
    // only Lambda may take it on, for a function of that account (docs/security.md).
    yes(session('333333333333', 'keyturn-monitor', 'somebody')),
    service('lambda'),
    ...strangers,
  ],
  '^keyturn-(monitor|notify|key-events|slack-in|act)$': [
    yes(service('lambda')),
    service('events'),
    service('scheduler'),
    monitor,
    ...strangers,
  ],
  '^keyturn-schedule$': [
    yes(service('scheduler', group('333333333333'))),
    service('scheduler', group('999999999999')),
    service('scheduler'),
    service('lambda'),
    monitor,
    ...strangers,
  ],
  '^keyturn-run$': [
    yes(service('states', stateMachine('333333333333', 'keyturn-run'))),
    // The label of its map: whose children's state machine is called so.
    yes(service('states', stateMachine('333333333333', 'keyturn-run/Account'))),
    service('states', stateMachine('333333333333', 'keyturn-run2')),
    service('states', stateMachine('333333333333', 'another')),
    service('states', stateMachine('999999999999', 'keyturn-run')),
    service('states'),
    service('lambda'),
    service('scheduler', group('333333333333')),
    monitor,
    ...strangers,
  ],
  '^key-events-role$': [
    yes(service('events', rule('ACCOUNT', 'key-events-rule-0123abc'))),
    service('events', rule('ACCOUNT', 'another-rule')),
    service('events'),
    service('events', rule('999999999999', 'any')),
    service('lambda'),
    monitor,
    ...strangers,
  ],
  // In an account that a StackSet covers, whose rule has a name of its own.
  '-stack-set-KeyEventsRole$': [
    yes(service('events', rule('ACCOUNT', 'keyturn-key-events'))),
    service('events', rule('ACCOUNT', 'another-rule')),
    service('events'),
    service('events', rule('999999999999', 'keyturn-key-events')),
    service('lambda'),
    monitor,
    ...strangers,
  ],
  '^(administrator|deploy|read-only)$': [
    yes(user('111111111111', 'alice', engineer)),
    user('111111111111', 'alice', { 'aws:PrincipalTag/type': 'engineer' }),
    user('111111111111', 'backup', { ...engineer, 'aws:PrincipalTag/type': 'machine' }),
    monitor,
    service('lambda'),
    ...strangers.filter(({ context }) => context['aws:MultiFactorAuthPresent'] !== 'true'),
    user('999999999999', 'alice', engineer),
  ],
};
