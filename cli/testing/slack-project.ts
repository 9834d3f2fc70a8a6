import { parseArn } from '../../rules/arn';
import { goodStacks, TestProject } from '../../stacks/testing/project';

const engineers = `engineers:
  ada: {slackId: U0ADA000001, fullName: Ada Adams}
  ben: {slackId: U0BEN000001}
machineUsers:
  ci: {slackId: C0DEPLOY001}
  backup: {slackId: U0ADA000001}
`;
export const ada = { id: 'U0ADA000001', name: 'ada', realName: 'Ada Adams' };
export const ben = { id: 'U0BEN000001', name: 'ben' };
export const infra = { id: 'C0INFRA0001', name: 'infra' };
export const deploy = { id: 'C0DEPLOY001', name: 'deploy' };
export const least = ['chat:write', 'users:read'];

/** A project whose people and channels those are; to be removed after. */
export function projectOf(
  apiUrl: string,
  { engineersFile = engineers, secretArn }: { engineersFile?: string; secretArn?: string } = {},
): TestProject {
  const monitor =
    secretArn === undefined
      ? goodStacks.monitor
      : goodStacks.monitor
          .replace(/arn:aws:secretsmanager\S+/, secretArn)
          // A monitor reads no other account's secret.
          .replace('333333333333', parseArn(secretArn)?.accountId ?? '');
  return new TestProject(
    { ...goodStacks, monitor: `${monitor}  keyturn:slackApiUrl: ${apiUrl}\n` },
    engineersFile,
  );
}
