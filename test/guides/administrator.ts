import { isAllowed, type Question } from '../../rules/policies/testing/decide';
import type { PolicyDocument } from '../../rules/policies';
import { acme } from './acme';
import type { NotedCall } from './reader';

/** What the administrator's page has AWS keep. */
export interface AdministratorsPolicies {
  readonly bucket: PolicyDocument;
  readonly key: PolicyDocument;
  readonly trust: PolicyDocument;
  readonly state: PolicyDocument;
  readonly byHand: PolicyDocument;
  readonly assume: PolicyDocument;
}

/** @throws Error where the page made one of them not at all, or in two ways */
export function policiesIn(calls: readonly NotedCall[]): AdministratorsPolicies {
  const only = (operation: string, parameter: string, name?: string) => {
    const found = calls
      .filter(({ operation: each, params }) => each === operation && matches(params, name))
      .map(({ params }) => String(params[parameter]));
    const [text, ...others] = new Set(found);
    if (text === undefined || others.length > 0)
      throw new Error(`${operation} has ${others.length + (text ? 1 : 0)} documents, expected one`);
    return JSON.parse(text) as PolicyDocument;
  };
  return {
    bucket: only('PutBucketPolicy', 'Policy'),
    key: only('CreateKey', 'Policy'),
    trust: only('CreateRole', 'AssumeRolePolicyDocument'),
    state: only('PutRolePolicy', 'PolicyDocument', 'state'),
    byHand: only('PutRolePolicy', 'PolicyDocument', 'by-hand'),
    assume: only('PutUserPolicy', 'PolicyDocument'),
  };
}

function matches(params: NotedCall['params'], name: string | undefined): boolean {
  return name === undefined || params['PolicyName'] === name;
}

export interface Case extends Question {
  readonly who: string;
  readonly allowed: boolean;
}

const { identity, production, monitor } = acme;
const stranger = '999999999999';
const anything: PolicyDocument = {
  Version: '2012-10-17',
  Statement: [{ Sid: 'All', Effect: 'Allow', Action: '*', Resource: '*' }],
};

interface Caller {
  readonly principal: string;
  readonly context: Readonly<Record<string, string>>;
}

function session(account: string, role = 'keyturn-deployer', path = ''): Caller {
  return {
    principal: `arn:aws:sts::${account}:assumed-role/${role}/x`,
    context: {
      'aws:PrincipalArn': `arn:aws:iam::${account}:role/${path}${role}`,
      'aws:SecureTransport': 'true',
    },
  };
}

function user(account: string, name: string, mfa?: string): Caller {
  const principal = `arn:aws:iam::${account}:user/${name}`;
  return {
    principal,
    context: {
      'aws:PrincipalArn': principal,
      ...(mfa && { 'aws:MultiFactorAuthPresent': mfa }),
    },
  };
}

const deployers = [identity, production, monitor].map((account) => session(account));
/** With all of IAM's permissions in their own accounts; in the bucket's and the key's own that would be enough. */
const others = [
  session(identity, 'administrator'),
  session(production, 'keyturn-monitor'),
  session(production, 'keyturn-deployer', 'x/'),
  session(stranger),
];

/** Who is asked for what, and what AWS should answer. */
export function casesOf(made: AdministratorsPolicies, keyArn: string): readonly Case[] {
  const bucket = 'arn:aws:s3:::my-state';
  const ask = (
    allowed: boolean,
    { principal, context }: Caller,
    [action, resource]: readonly [string, string],
    policies: Partial<Case>,
  ): Case => ({
    ...{ who: principal, allowed, principal, action, resource, context },
    resourceAccountId: monitor,
    ...policies,
  });
  const files: readonly (readonly [string, string])[] = [
    ['s3:ListBucket', bucket],
    ...['s3:GetObject', 's3:PutObject', 's3:DeleteObject'].map(
      (action) => [action, `${bucket}/.pulumi/stacks/keyturn/monitor.json`] as const,
    ),
  ];
  const secrets = ['kms:Encrypt', 'kms:Decrypt'].map((action) => [action, keyArn] as const);
  const state = { identityPolicies: [made.state] };
  const all = { identityPolicies: [anything] };
  const ofBucket = { resourcePolicy: made.bucket };
  const ofKey = { resourcePolicy: made.key };
  const plain = (caller: Caller): Caller => ({
    ...caller,
    context: { ...caller.context, 'aws:SecureTransport': 'false' },
  });
  const role = (account: string) =>
    ['sts:AssumeRole', `arn:aws:iam::${account}:role/keyturn-deployer`] as const;
  const ofTrust = (account: string) => ({
    resourceAccountId: account,
    resourcePolicy: made.trust,
    identityPolicies: [made.assume],
  });
  const byHand = { identityPolicies: [made.byHand] };
  const here = (service: string, resource: string) =>
    `arn:aws:${service}:eu-central-1:${monitor}:${resource}`;
  const [, , ofMonitor = session(monitor)] = deployers;
  return [
    ...deployers.flatMap((each) => [
      ...files.map((file) => ask(true, each, file, { ...state, ...ofBucket })),
      ...files.map((file) => ask(false, plain(each), file, { ...state, ...ofBucket })),
      ...secrets.map((secret) => ask(true, each, secret, { ...state, ...ofKey })),
      ask(false, each, ['s3:PutBucketPolicy', bucket], { ...state, ...ofBucket }),
      ask(false, each, ['s3:DeleteObjectVersion', `${bucket}/x`], { ...state, ...ofBucket }),
      ask(false, each, ['kms:ScheduleKeyDeletion', keyArn], { ...state, ...ofKey }),
      ask(false, each, ['s3:GetObject', 'arn:aws:s3:::another/x'], state),
    ]),
    ...others.flatMap((each) => [
      ...files.map((file) => ask(false, each, file, { ...all, ...ofBucket })),
      ...secrets.map((secret) => ask(false, each, secret, { ...all, ...ofKey })),
    ]),
    // A policy of the bucket or the key that gave other accounts more would show here.
    ask(false, session(production), ['s3:PutBucketPolicy', bucket], { ...all, ...ofBucket }),
    ask(false, session(production), ['kms:PutKeyPolicy', keyArn], { ...all, ...ofKey }),
    ...[identity, production, monitor].flatMap((account) => [
      ask(true, user(identity, 'ada', 'true'), role(account), ofTrust(account)),
      ...[
        user(identity, 'ada', 'false'),
        user(identity, 'ada'),
        user(identity, 'ben', 'true'),
        user(production, 'ada', 'true'),
        user(stranger, 'ada', 'true'),
      ].map((each) => ask(false, each, role(account), ofTrust(account))),
    ]),
    ask(
      true,
      ofMonitor,
      ['lambda:InvokeFunction', here('lambda', 'function:keyturn-monitor')],
      byHand,
    ),
    ask(
      false,
      ofMonitor,
      ['lambda:InvokeFunction', here('lambda', 'function:keyturn-notify')],
      byHand,
    ),
    ask(true, ofMonitor, ['dynamodb:Query', here('dynamodb', 'table/keyturn-ledger')], byHand),
    ask(false, ofMonitor, ['dynamodb:PutItem', here('dynamodb', 'table/keyturn-ledger')], byHand),
    ...['CreateSecret', 'GetSecretValue', 'PutSecretValue'].flatMap((verb) => [
      ...['slack-token', 'slack-signing-secret'].map((secret) =>
        ask(
          true,
          ofMonitor,
          [`secretsmanager:${verb}`, here('secretsmanager', `secret:keyturn/${secret}-UvWxYz`)],
          byHand,
        ),
      ),
      ask(
        false,
        ofMonitor,
        [`secretsmanager:${verb}`, here('secretsmanager', 'secret:another-UvWxYz')],
        byHand,
      ),
    ]),
  ];
}

/** The cases that AWS would answer otherwise, in words. */
export async function wrongAnswers(cases: readonly Case[]): Promise<readonly string[]> {
  const answers = await Promise.all(cases.map((each) => isAllowed(each)));
  return cases.flatMap(({ who, action, resource, context, allowed }, i) =>
    answers[i] === allowed
      ? []
      : [
          `${who} ${action} ${resource} ${JSON.stringify(context)}: ${allowed ? 'refused' : 'allowed'}`,
        ],
  );
}
