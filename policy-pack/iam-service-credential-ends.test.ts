import {
  servicesWithCredentialAge,
  servicesWithoutCredentialAge,
} from '../rules/credential-services';
import { iam } from './core/resource-types';
import { iamServiceCredentialEnds } from './iam-service-credential-ends';
import { describePolicy } from './testing/policy-cases';
import { bucket, machine, resource } from './testing/resources';
import { unknown } from './testing/run-policy';

type Props = Readonly<Record<string, unknown>>;

const credential = (props: Props) =>
  resource(iam.serviceSpecificCredential, 'llm', {
    userName: 'ci',
    serviceName: 'bedrock.amazonaws.com',
    ...props,
  });
const aged = (credentialAgeDays: unknown, props: Props = {}) =>
  credential({ credentialAgeDays, ...props });

describePolicy(iamServiceCredentialEnds, {
  passes: [
    ['a day', aged(1)],
    ['90 days', aged(90)],
    ['days that are written as a text', aged('90')],
    ['the end of a credential whose user is not known yet', aged(90, { userName: unknown })],
    ['an end in time of a service that is not known yet', aged(90, { serviceName: unknown })],
    ['more days where the config says so', aged(180), { maximumCredentialAgeDays: 180 }],
  ],
  refuses: [
    [
      'no end',
      credential({}),
      /llm is an API key for bedrock\.amazonaws\.com that never ends: set credentialAgeDays to 1 to 90\./,
    ],
    ['an end that is null', aged(null), /never ends/],
    ...[...servicesWithCredentialAge, 'some-new-service.amazonaws.com'].map(
      (serviceName): [string, ReturnType<typeof credential>, RegExp] => [
        `no end for ${serviceName}`,
        credential({ serviceName }),
        new RegExp(`for ${serviceName.replaceAll('.', String.raw`\.`)} that never ends`),
      ],
    ),
    ['91 days', aged(91), /credentialAgeDays of llm is 91: set it to 1 to 90\./],
    ['a hundred years', aged(36_600), /is 36600/],
    ['0 days, for which the provider asks no end', aged(0), /is 0: set it to 1 to 90/],
    ['what is no number', aged('soon'), /is "soon": set it to 1 to 90/],
    ['one that is inactive: it may be made active', credential({ status: 'Inactive' }), /never/],
    ['no end of a user who is not known yet', credential({ userName: unknown }), /never ends/],
    [
      'too late an end for a service that is not known yet',
      aged(91, { serviceName: unknown }),
      /credentialAgeDays of llm is 91/,
    ],
    [
      'the default where the config asks for less',
      aged(90),
      /is 90: set it to 1 to 30/,
      { maximumCredentialAgeDays: 30 },
    ],
    [
      'no end where the config asks for less',
      credential({}),
      /set credentialAgeDays to 1 to 30/,
      { maximumCredentialAgeDays: 30 },
    ],
  ],
  // What IAM can not do is not to be had by refusing it.
  advises: [
    ...servicesWithoutCredentialAge.map(
      (serviceName): [string, ReturnType<typeof credential>, RegExp] => [
        `no end for ${serviceName}`,
        credential({ serviceName }),
        /for which AWS documents no end/,
      ],
    ),
    [
      'a Git password, for which AWS documents no end',
      credential({ serviceName: 'codecommit.amazonaws.com' }),
      /llm is a password for codecommit\.amazonaws\.com, for which AWS documents no end\. .*use git-remote-codecommit/,
    ],
    [
      'a password of Amazon Keyspaces',
      credential({ serviceName: 'cassandra.amazonaws.com' }),
      /password for cassandra\.amazonaws\.com.*use the SigV4 plugin/,
    ],
    [
      'a Git password with days, which IAM refuses',
      aged(30, { serviceName: 'codecommit.amazonaws.com' }),
      /for which AWS documents no end/,
    ],
    [
      'a Git password whose days are not known yet',
      aged(unknown, { serviceName: 'codecommit.amazonaws.com' }),
      /for which AWS documents no end/,
    ],
  ],
  notApplicable: [
    ['another resource', bucket],
    ['a user', machine('ci')],
    ['an SSH key, which has no end at all', resource(iam.sshKey, 'git', { username: 'ci' })],
  ],
  unknown: [
    ['when it ends', aged(unknown)],
    ['of what service it has no end', credential({ serviceName: unknown })],
    ['either', aged(unknown, { serviceName: unknown })],
  ],
  bad: credential({}),
});
