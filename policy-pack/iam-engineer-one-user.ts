import { definePolicy } from './core/define-policy';
import { rememberPerDeployment } from './core/deployment-memory';
import { keyturnRule } from './core/frameworks';
import { iam } from './core/resource-types';
import { tagOf, typeOf } from './core/user-tags';
import { tagKeys } from './core/vocabulary.generated';

/** Slack id → the engineer's first user. */
const firstUsers = rememberPerDeployment(() => new Map<string, { urn: string; name: string }>());

export const iamEngineerOneUser = definePolicy({
  name: 'iam-engineer-one-user',
  displayName: 'One IAM user per engineer',
  description:
    'An engineer has one IAM user: a second one is a second password and more keys to rotate, and is forgotten when they leave.',
  level: 'mandatory',
  severity: 'medium',
  framework: keyturnRule(1),
  remediationSteps:
    'Keep one user per engineer, in the identity account, and let it assume roles in the other accounts. A program\'s user gets the tag type "machine".',
  types: [iam.user],
  check(user, report) {
    const slackId = typeOf(user) === 'engineer' ? tagOf(user, tagKeys.slackId) : undefined;
    if (slackId === undefined) return;
    const users = firstUsers(user);
    const first = users.get(slackId) ?? user;
    users.set(slackId, first);
    if (first.urn !== user.urn)
      report(
        `${user.name} and ${first.name} are both engineers with the slack-id ${slackId}. Keep one of them; for other accounts let it assume a role, and tag what a program uses type "machine".`,
      );
  },
});
