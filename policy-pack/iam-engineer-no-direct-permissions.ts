import { booleanSetting, listSetting, type Settings } from './core/config';
import { definePolicy, type Report, type Resource } from './core/define-policy';
import { rememberPerDeployment } from './core/deployment-memory';
import { cis } from './core/frameworks';
import { isLike } from './core/judging/like';
import { checkEach } from './core/not-yet-known';
import { directPermission } from './core/judging/own-permissions';
import { listOf, textOf, textsOf } from './core/judging/policy-document';
import { iam } from './core/resource-types';
import { otherUsersSettings, StackUsers } from './core/stack-users';

const stackUsers = rememberPerDeployment(() => new StackUsers());

const settings: Settings = {
  ...otherUsersSettings,
  allowedPolicyArns: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    description: 'ARNs of managed policies, with * for any text, that engineers may have attached.',
  },
  allowedPolicyNames: {
    type: 'array',
    items: { type: 'string' },
    default: [],
    description: 'Names of inline policies, with * for any text, that engineers may have.',
  },
  allowRolePolicies: {
    type: 'boolean',
    default: false,
    description:
      'True: engineers may have inline policies that let them assume roles named one by one, with MFA, and nothing else.',
  },
};

export const iamEngineerNoDirectPermissions = definePolicy({
  name: 'iam-engineer-no-direct-permissions',
  displayName: 'Engineers get permissions through groups',
  description:
    "An engineer's user has no policy of its own: permissions come through groups, and are a role's that asks for MFA. Else a stolen access key has them.",
  level: 'mandatory',
  severity: 'high',
  framework: cis(
    { '5.0.0': '1.14', '7.0.0': '2.13' },
    'Ensure IAM users receive permissions only through groups',
  ),
  remediationSteps:
    'Put the permissions on a role that asks for MFA (the component AssumableRole), and let a group assume it (the component RoleGroup) that the engineer is in (roleGroupName of the component Engineer).',
  types: [
    iam.user,
    iam.userPolicy,
    iam.userPolicyAttachment,
    iam.userPolicyAttachmentsExclusive,
    iam.policyAttachment,
  ],
  settings,
  observe(resource) {
    if (resource.type === iam.user) stackUsers(resource).see(resource);
  },
  check(resource, report) {
    const users = stackUsers(resource);
    if (resource.type === iam.user) return users.judgeWaiting(resource, report);
    const { props } = resource;
    const userNames = listOf(props['user'] ?? props['userName'] ?? props['users'] ?? []);
    checkEach(userNames, (found) => {
      const userName = textOf(found, 'the user');
      users.judge(resource, userName, report, (type, say) => {
        if (type === 'machine' || type === 'untyped') return;
        const given = permissionsOf(resource);
        if (given !== undefined)
          sayWhatIsGiven(`${resource.name} gives`, userName, given, type, say);
      });
    });
  },
});

function sayWhatIsGiven(
  who: string,
  userName: string,
  given: string,
  type: 'engineer' | 'elsewhere',
  say: Report,
): void {
  if (type === 'engineer')
    say(
      `${who} the engineer ${userName} ${given}. Put the permissions on a role that asks for MFA, and let a group assume it that ${userName} is in.`,
    );
  else
    say(
      `${who} ${userName} ${given}, and ${userName} is not in this stack: if an engineer, use a role instead. Name engineers and machines of other stacks in this policy's config.`,
      'advisory',
    );
}

/** What a resource gives that is not allowed, for people; undefined where there is nothing. */
function permissionsOf(resource: Resource): string | undefined {
  const { type, props, config } = resource;
  const isAllowed = (text: string, key: string) =>
    listSetting(settings, config, key).some((each) => isLike(text, each));
  if (type === iam.userPolicy) {
    const [name = resource.name] = textsOf(props['name'] ?? [], 'the name');
    if (isAllowed(name, 'allowedPolicyNames')) return undefined;
    const allowsRoles = booleanSetting(settings, config, 'allowRolePolicies');
    return directPermission(name, { allowsRoles, document: () => props['policy'] });
  }
  const arns = textsOf(props['policyArns'] ?? props['policyArn'] ?? [], 'the policy ARN');
  const given = arns
    .filter((arn) => !isAllowed(arn, 'allowedPolicyArns'))
    .map((arn) => directPermission(arn));
  return given.length === 0 ? undefined : given.join(', ');
}
