import { definePolicy } from './core/define-policy';
import { rememberPerDeployment } from './core/deployment-memory';
import { cis } from './core/frameworks';
import { iam } from './core/resource-types';
import { otherUsersSettings, StackUsers, whose } from './core/stack-users';

const stackUsers = rememberPerDeployment(() => new StackUsers());

export const iamEngineerNoKeyInState = definePolicy({
  name: 'iam-engineer-no-key-in-state',
  displayName: "No engineer's access key in the state",
  description:
    "An access key's secret is kept in the stack's state, and a key that a program made can't be rotated by its owner.",
  level: 'mandatory',
  severity: 'critical',
  framework: cis(
    { '5.0.0': '1.10' },
    'Do not create access keys during initial setup for IAM users with a console password',
  ),
  remediationSteps:
    'Remove the aws.iam.AccessKey. Engineers make their keys themselves in the console, and rotate them with the tool that the reminders name. A program outside of AWS is better off with OpenID Connect, one inside with a role.',
  types: [iam.user, iam.accessKey],
  settings: otherUsersSettings,
  observe(resource) {
    if (resource.type === iam.user) stackUsers(resource).see(resource);
  },
  check(resource, report) {
    const users = stackUsers(resource);
    if (resource.type === iam.user) return users.judgeWaiting(resource, report);
    const userName = String(resource.props['user']);
    users.judge(resource, userName, report, (type, say) => {
      if (type === 'engineer')
        say(
          `${resource.name} is an access key of the engineer ${userName}. Take it out: engineers make their own keys.`,
        );
      else
        say(
          `${resource.name} puts the secret of an access key of ${whose(userName, type)} into the state. Take it out if the program can use a role or OpenID Connect.`,
          'advisory',
        );
    });
  },
});
