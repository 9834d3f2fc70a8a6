import { definePolicy } from './core/define-policy';
import { keyturnRule } from './core/frameworks';
import { iam } from './core/resource-types';
import { typeOf } from './core/user-tags';

export const iamUserCanBeOffboarded = definePolicy({
  name: 'iam-user-can-be-offboarded',
  displayName: 'Engineers can be offboarded',
  description:
    "An engineer's user has forceDestroy: keys and MFA devices are the engineer's own, and without it the user can't be deleted.",
  level: 'remediate',
  severity: 'medium',
  framework: keyturnRule(1),
  remediationSteps:
    'Set forceDestroy to true; the policy does so by itself unless its level is changed. Or use the component Engineer.',
  types: [iam.user],
  check(user, report) {
    if (typeOf(user) === 'engineer' && user.props['forceDestroy'] !== true)
      report(`${user.name} is an engineer without forceDestroy: set forceDestroy to true.`);
  },
  remediate(user) {
    if (typeOf(user) !== 'engineer' || user.props['forceDestroy'] === true) return false;
    user.props['forceDestroy'] = true;
    return true;
  },
});
