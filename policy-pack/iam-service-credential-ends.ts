import { integerSetting, type Settings } from './core/config';
import { definePolicy } from './core/define-policy';
import { keyturnRule } from './core/frameworks';
import { unlessUnknown } from './core/not-yet-known';
import { iam } from './core/resource-types';

const settings: Settings = {
  maximumCredentialAgeDays: {
    type: 'integer',
    minimum: 1,
    maximum: 36_600,
    default: 90,
    description: 'The greatest credentialAgeDays, in days.',
  },
};

/** The services for whose passwords AWS documents no end. By service, what does without one. */
const withoutEnd = new Map<unknown, string>([
  ['codecommit.amazonaws.com', 'git-remote-codecommit'],
  ['cassandra.amazonaws.com', 'the SigV4 plugin of the Cassandra driver'],
]);

export const iamServiceCredentialEnds = definePolicy({
  name: 'iam-service-credential-ends',
  displayName: 'Service credentials end',
  description:
    'A service-specific credential ends by itself after at most 90 days. Else it is an API key that works until somebody takes it away.',
  level: 'mandatory',
  severity: 'high',
  framework: keyturnRule(5),
  remediationSteps:
    'Set credentialAgeDays to 1 to 90, which makes a new credential, and hand that one out. For CodeCommit and Amazon Keyspaces AWS documents no such end: use the credentials of a role.',
  types: [iam.serviceSpecificCredential],
  settings,
  check({ name, props, config }, report) {
    // First: of these an age says nothing, known or not.
    const instead = insteadOf(props);
    if (instead !== undefined)
      return report(
        `${name} is a password for ${String(props['serviceName'])}, for which AWS documents no end. Take it out, and use ${instead} with the credentials of a role.`,
        'advisory',
      );
    const oldest = integerSetting(settings, config, 'maximumCredentialAgeDays');
    const age = props['credentialAgeDays'];
    if (age === undefined || age === null)
      report(
        `${name} is an API key for ${String(props['serviceName'])} that never ends: set credentialAgeDays to 1 to ${oldest}.`,
      );
    else if (!(Number(age) >= 1 && Number(age) <= oldest))
      report(`credentialAgeDays of ${name} is ${JSON.stringify(age)}: set it to 1 to ${oldest}.`);
  },
});

/** What does without such a password; undefined for other services, and for one that is not known yet. */
function insteadOf(props: Readonly<Record<string, unknown>>): string | undefined {
  let instead: string | undefined;
  unlessUnknown(() => {
    instead = withoutEnd.get(props['serviceName']);
  });
  return instead;
}
