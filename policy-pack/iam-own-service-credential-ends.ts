import { integerSetting, type Settings } from './core/config';
import { definePolicy } from './core/define-policy';
import { keyturnRule } from './core/frameworks';
import { allOf, anyOf } from './core/judging/decided';
import { documentProblem, readStatements, type Statement } from './core/judging/policy-document';
import { createServiceCredential, endsInTime } from './core/judging/service-credential-grants';
import { checkEach } from './core/not-yet-known';
import { iam } from './core/resource-types';
import { servicesWithCredentialAge } from './core/vocabulary.generated';

const settings: Settings = {
  maximumCredentialAgeDays: {
    type: 'integer',
    minimum: 1,
    maximum: 36_600,
    default: 90,
    description: 'The greatest age that a policy may let people make one with, in days.',
  },
};

/** One's own user, under a path too: whoever has the variable is a user. */
const ownUser = /:user\/.*\$\{aws:username\s*(,[^}]*)?\}/i;

export const iamOwnServiceCredentialEnds = definePolicy({
  name: 'iam-own-service-credential-ends',
  displayName: 'Service credentials that people make for themselves end',
  description:
    'People may make service-specific credentials for themselves only of services that are named, and with an age of at most 90 days. Else they may have an API key that works until somebody takes it away.',
  level: 'mandatory',
  severity: 'high',
  framework: keyturnRule(5),
  remediationSteps:
    'Let them make credentials with the conditions StringEquals iam:ServiceSpecificCredentialServiceName and NumericLessThanEquals iam:ServiceSpecificCredentialAgeDays, in a statement of its own (the argument serviceCredentials of EngineerBaseline). For CodeCommit and Amazon Keyspaces AWS documents no end: use the credentials of a role.',
  types: [iam.groupPolicy, iam.userPolicy, iam.policy],
  settings,
  check({ name, props, config }, report) {
    const longestAgeDays = integerSetting(settings, config, 'maximumCredentialAgeDays');
    const limits = { services: servicesWithCredentialAge, longestAgeDays };
    // What IAM can't read gives nobody anything: iam-no-admin-for-people says so of what people have.
    documentProblem(() =>
      checkEach(readStatements(props['policy']), (statement) => {
        documentProblem(() => {
          const isUnbounded = allOf(
            () => letsMakeOwn(statement),
            () => !endsInTime(statement, limits),
          );
          if (isUnbounded)
            report(
              `Statement ${statement.label} of ${name} lets people make service-specific credentials for themselves that need not end. Ask for iam:ServiceSpecificCredentialServiceName, one of ${servicesWithCredentialAge.join(', ')}, and for iam:ServiceSpecificCredentialAgeDays, at most ${longestAgeDays}.`,
            );
        });
      }),
    );
  },
});

function letsMakeOwn(statement: Statement): boolean {
  return allOf(
    () => statement.allows,
    () => statement.concernsAction(createServiceCredential),
    () => anyOf((statement.texts('Resource') ?? []).map((each) => () => ownUser.test(each))),
  );
}
