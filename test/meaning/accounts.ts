import path from 'node:path';
import { TestProject } from '../../stacks/testing/project';
import { engineConfig } from '../../stacks/testing/run-stack';
import type { Registered } from '../upgrades/registered';
import { registrationsOf } from '../upgrades/registrations';

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

/** More than fit in a group's own policy. */
export const roleNames = Array.from({ length: 130 }, (_, i) => `role-${i}`);
const oneAccountConfig = `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity, member, monitor]
  keyturn:accountId: '444444444444'
  keyturn:createTrail: true
  keyturn:roles:
${roleNames.map((name) => `    - {name: ${name}, existing: true}\n`).join('')}    - {name: deploy, policyArns: [arn:aws:iam::aws:policy/PowerUserAccess]}
    - name: bounded
      policyArns: [arn:aws:iam::aws:policy/AdministratorAccess]
      permissionsBoundaryArn: arn:aws:iam::aws:policy/PowerUserAccess
  keyturn:teamChannel: C0INFRA0001
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
machineUsers:
  ci: {slackId: C0DEPLOY001, policyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]}
`;

/** Users, roles and monitor side by side in 444444444444, in an organization through which a state machine goes, with presses in Slack; alice's group has more roles than fit inline; kim signs in beside a key, lee in its place. */
export function oneAccount(): Promise<readonly Account[]> {
  return (one ??= runOneAccount());
}

async function runOneAccount(): Promise<readonly Account[]> {
  const project = new TestProject({ 'one-account': oneAccountConfig }, oneAccountPeople);
  try {
    const resources = await registrationsOf(project.folder, 'one-account', {
      config: { 'keyturn:slackToken': ['xoxb', 'not', 'a', 'token'].join('-') },
      secretKeys: ['keyturn:slackToken'],
    });
    return [{ accountId: '444444444444', resources }];
  } finally {
    project.remove();
  }
}
