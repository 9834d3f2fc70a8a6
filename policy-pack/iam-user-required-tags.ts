import { integerSetting, type Settings } from './core/config';
import { definePolicy } from './core/define-policy';
import { keyturnRule } from './core/frameworks';
import { checkAll } from './core/not-yet-known';
import { iam } from './core/resource-types';
import {
  accessProblem,
  exemptionTextProblem,
  exemptUntilProblem,
  keyUntilProblem,
  rotateWithProblem,
  slackIdProblem,
  typeProblem,
} from './core/user-tags';
import { maximumExemptionDays, tagKeys } from './core/vocabulary.generated';

const settings: Settings = {
  maximumExemptionDays: {
    type: 'integer',
    minimum: 1,
    default: maximumExemptionDays,
    description: "How many days ahead key-exempt-until may be; the same as the monitor's setting.",
  },
};

export const iamUserRequiredTags = definePolicy({
  name: 'iam-user-required-tags',
  displayName: 'IAM users say who they are',
  description:
    'An IAM user needs the tag type, an engineer a slack-id too: a user without them is never told that a key gets old.',
  level: 'mandatory',
  severity: 'high',
  framework: keyturnRule(5),
  remediationSteps:
    'Set tags.type to "engineer" or "machine", and an engineer\'s tags["slack-id"] to their Slack member id (in Slack: profile, More, Copy member ID). Or use the component Engineer or MachineUser.',
  types: [iam.user],
  settings,
  check(user, report) {
    const say = (problem: string | undefined) => problem !== undefined && report(problem);
    const maximumDays = integerSetting(settings, user.config, 'maximumExemptionDays');
    checkAll(
      () => say(typeProblem(user)),
      () => say(slackIdProblem(user)),
      () => say(exemptUntilProblem(user, maximumDays)),
      () => say(exemptionTextProblem(user, tagKeys.exemptReason)),
      () => say(exemptionTextProblem(user, tagKeys.exemptBy)),
      () => say(rotateWithProblem(user)),
      () => say(accessProblem(user)),
      () => say(keyUntilProblem(user)),
    );
  },
});
