import { TestProject } from '../../stacks/testing/project';
import { registrationsOf } from './registrations';
import type { Registered } from './registered';

/** A company whose people may answer in Slack: all that there is only where they may. */
const config = `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity, monitor]
  keyturn:accountId: '444444444444'
  keyturn:teamChannel: C0INFRA0001
  keyturn:slackTokenSecretArn: arn:aws:secretsmanager:eu-central-1:444444444444:secret:slack-token-AbCdEf
`;
const answers = `
  keyturn:slackAppId: A0COMPANY01
  keyturn:slackTeams: [T0COMPANY01]
  keyturn:responders: [U0ALICE0001]
`;
const engineers = 'engineers:\n  alice: {fullName: Alice Adams, slackId: U0ALICE0001}\n';

export const signingSecret = 'nobodys-signing-secret';

/** @param isOn false: the same company without all of it */
export async function registrationsOfSlackAnswers({ isOn = true } = {}): Promise<Registered[]> {
  const project = new TestProject(
    { 'slack-answers': isOn ? `${config}${answers.slice(1)}` : config },
    engineers,
  );
  try {
    return await registrationsOf(project.folder, 'slack-answers', {
      ...(isOn && {
        config: { 'keyturn:slackSigningSecret': signingSecret },
        secretKeys: ['keyturn:slackSigningSecret'],
      }),
    });
  } finally {
    project.remove();
  }
}
