import { TestProject } from '../../stacks/testing/project';
import { registrationsOf } from './registrations';
import type { Registered } from './registered';

/** A company with one account: everything that Keyturn makes, the optional things among them. */
const config = `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity, member, monitor]
  keyturn:accountId: '444444444444'
  keyturn:createTrail: true
  keyturn:roles:
${Array.from({ length: 130 }, (_, i) => `    - {name: role-${i}, existing: true}\n`).join('')}    - {name: deploy, policyArns: [arn:aws:iam::aws:policy/PowerUserAccess]}
  keyturn:teamChannel: C0INFRA0001
  keyturn:alarmEmails: [infrastructure@example.com]
`;

const roles = Array.from({ length: 130 }, (_, i) => `one-account/role-${i}`).join(', ');
const engineers = `
engineers:
  alice: {fullName: Alice Adams, slackId: U0ALICE0001, roles: [${roles}]}
  bob: {slackId: U0BOB000001, roles: [one-account/deploy]}
machineUsers:
  ci: {slackId: C0DEPLOY001, policyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess]}
`;

/** @param more config of the stack, as the engine gives it */
export async function registrationsOfOneAccount(
  more: Readonly<Record<string, string>> = {},
): Promise<Registered[]> {
  const project = new TestProject({ 'one-account': config }, engineers);
  try {
    return await registrationsOf(project.folder, 'one-account', {
      config: { ...more, 'keyturn:slackToken': ['xoxb', 'not', 'a', 'token'].join('-') },
      secretKeys: ['keyturn:slackToken'],
    });
  } finally {
    project.remove();
  }
}
