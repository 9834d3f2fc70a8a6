import { definePolicy } from './core/define-policy';
import { keyturnRule } from './core/frameworks';

/** Makes whatever its typeName says, by AWS's Cloud Control. */
const cloudControl = 'aws:cloudcontrol/resource:Resource';

export const iamNoUncheckedResource = definePolicy({
  name: 'iam-no-unchecked-resource',
  displayName: 'IAM by the provider that is checked',
  description:
    'The policies of this pack look at the IAM resources of @pulumi/aws alone: what another provider makes, nobody checks.',
  level: 'advisory',
  severity: 'medium',
  framework: keyturnRule(2),
  remediationSteps:
    'Make the resource with @pulumi/aws (aws.iam), which may stand beside aws-native in one program. Where it has to stay, hold it against the rules by hand, and exempt it.',
  types: ['aws-native:iam:*', cloudControl],
  check({ name, type, props }, report) {
    const what = type === cloudControl ? String(props['typeName']) : type;
    if (type === cloudControl && !/^AWS::IAM::/i.test(what)) return;
    report(
      `${name} (${what}) was not looked at: no policy of this pack knows the type. Make it with @pulumi/aws, or hold it against the rules by hand and exempt it.`,
    );
  },
});
