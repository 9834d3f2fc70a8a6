import path from 'node:path';
import { TestProject } from '../../stacks/testing/project';
import { engineConfig } from '../../stacks/testing/run-stack';
import { typeOf, type Registered } from '../upgrades/registered';
import { registrationsOf, type Options } from '../upgrades/registrations';

/** What one account's program registered. */
export interface Account {
  readonly accountId: string;
  readonly resources: readonly Registered[];
}

const root = path.join(__dirname, '..', '..');

let example: Promise<readonly Account[]> | undefined;
let one: Promise<readonly Account[]> | undefined;

/** The example: identity 111111111111, production 222222222222, monitor 333333333333. Its programs run once. */
export function exampleAccounts(): Promise<readonly Account[]> {
  return (example ??= runExample());
}

async function runExample(): Promise<readonly Account[]> {
  const accounts: Account[] = [];
  for (const stack of ['identity', 'production', 'monitor'])
    accounts.push({
      accountId: engineConfig(root, stack)['keyturn:accountId'] ?? '',
      resources: await registrationsOf(root, stack),
    });
  return accounts;
}

/** Of account access manager, in the account that administers IAM Identity Center. */
export const application =
  'arn:aws:account-access:eu-central-1:333333333333:application/1234567890abcdef';
/** Of those who have another way. Far enough, since the programs go by the clock. */
export const lastDayOfKey = '2999-03-31';
/** More than fit in a group's own policy. */
export const roleNames = Array.from({ length: 130 }, (_, i) => `role-${i}`);
const oneAccountConfig = `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity, member, monitor]
  keyturn:accountId: '444444444444'
  keyturn:createTrail: true
  keyturn:accessUntil: {key: '${lastDayOfKey}'}
  keyturn:accountAccessApplicationArn: ${application}
  keyturn:roles:
${roleNames.map((name) => `    - {name: ${name}, existing: true}\n`).join('')}    - {name: deploy, policyArns: [arn:aws:iam::aws:policy/PowerUserAccess]}
    - name: bounded
      policyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
      permissionsBoundaryArn: arn:aws:iam::aws:policy/PowerUserAccess
  keyturn:teamChannel: C0INFRA0001
  keyturn:slackToken: {secure: v1:AAAAAAAAAAAAAAAA:AAAAAAAA}
  keyturn:fanOut: distributed
  keyturn:accounts: {organization: {id: o-abcdefghij}}
  keyturn:slackSigningSecretArn: arn:aws:secretsmanager:eu-central-1:444444444444:secret:keyturn/signing-secret-AbCdEf
  keyturn:slackAppId: A0KEYTURN01
  keyturn:responders: [U0ALICE0001]
`;
const oneAccountPeople = `
roleSets:
  everywhere: [${roleNames.map((name) => `one-account/${name}`).join(', ')}]
engineers:
  alice: {slackId: U0ALICE0001, roles: [everywhere]}
  bob: {slackId: U0BOB000001, roles: [one-account/deploy, one-account/bounded]}
  kim: {slackId: U0KIM000001, roles: [everywhere], access: [key, sign-in]}
  lee: {slackId: U0LEE000001, roles: [everywhere], access: [sign-in]}
  mia: {slackId: U0MIA000001, roles: [one-account/deploy], access: [identity-center]}
  nia: {slackId: U0NIA000001, roles: [one-account/bounded], access: [identity-center], identityCenterName: nia@example.com, iamUser: false}
machineUsers:
  ci: {slackId: C0DEPLOY001, policyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]}
`;

const centerConfig = `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity-center]
  keyturn:accountId: '333333333333'
`;

/** Users, roles and monitor side by side in 444444444444, in an organization through which a state machine goes, with presses in Slack; alice's group has more roles than fit inline; kim signs in beside a key until a day, lee in its place; mia comes by Identity Center alone, and nia, who has no IAM user any more. Identity Center is administered in 333333333333, which lets them in by account access and, as if it were a second one, by permission sets. */
export function oneAccount(): Promise<readonly Account[]> {
  return (one ??= runOneAccount());
}

async function runOneAccount(): Promise<readonly Account[]> {
  const resources = await registrationsOfStack('one-account', {
    config: { 'keyturn:slackToken': ['xoxb', 'not', 'a', 'token'].join('-') },
    secretKeys: ['keyturn:slackToken'],
  });
  const center = (how: Readonly<Record<string, string>>) =>
    registrationsOfStack('center', { config: { 'keyturn:identityCenter': JSON.stringify(how) } });
  const sets = await center({ mode: 'permission-sets' });
  return [
    { accountId: '444444444444', resources },
    { accountId: '333333333333', resources: await center({ applicationArn: application }) },
    // What the account is watched by is there once.
    {
      accountId: '333333333333',
      resources: sets.filter((each) => /^aws:(identitystore|ssoadmin)/.test(typeOf(each))),
    },
  ];
}

async function registrationsOfStack(
  stack: string,
  options: Options,
): Promise<readonly Registered[]> {
  const project = new TestProject(
    { 'one-account': oneAccountConfig, center: centerConfig },
    oneAccountPeople,
  );
  try {
    return await registrationsOf(project.folder, stack, options);
  } finally {
    project.remove();
  }
}
