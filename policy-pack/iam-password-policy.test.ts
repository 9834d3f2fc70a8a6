import { iam } from './core/resource-types';
import { iamPasswordPolicy } from './iam-password-policy';
import { describePolicy } from './testing/policy-cases';
import { bucket, resource } from './testing/resources';
import { unknown } from './testing/run-policy';

const strong = {
  maxPasswordAge: 90,
  minimumPasswordLength: 14,
  passwordReusePrevention: 24,
  requireLowercaseCharacters: true,
  requireUppercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
};
const policy = (props: Readonly<Record<string, unknown>>) =>
  resource(iam.accountPasswordPolicy, 'passwords', { ...strong, ...props });

describePolicy(iamPasswordPolicy, {
  passes: [
    ["the baseline's", policy({})],
    ['a day', policy({ maxPasswordAge: 1 })],
    ['a stronger one', policy({ maxPasswordAge: 30, minimumPasswordLength: 20 })],
    ['what does not matter', policy({ hardExpiry: true, allowUsersToChangePassword: false })],
    [
      'less reuse prevention where the config says so',
      policy({ passwordReusePrevention: 5 }),
      { passwordReusePrevention: 5 },
    ],
  ],
  refuses: [
    [
      'an age of 91 days',
      policy({ maxPasswordAge: 91 }),
      /maxPasswordAge is 91: set it to 1 to 90/,
    ],
    [
      'no age',
      policy({ maxPasswordAge: undefined }),
      /maxPasswordAge is not set: set it to 1 to 90/,
    ],
    ['the age 0, which is no end', policy({ maxPasswordAge: 0 }), /maxPasswordAge is 0/],
    ['13 characters', policy({ minimumPasswordLength: 13 }), /is 13: set it to at least 14/],
    ['no length', policy({ minimumPasswordLength: undefined }), /minimumPasswordLength is not set/],
    ['23 old passwords', policy({ passwordReusePrevention: 23 }), /is 23: set it to at least 24/],
    ['reuse', policy({ passwordReusePrevention: undefined }), /passwordReusePrevention is not set/],
    ...Object.keys(strong)
      .filter((key) => key.startsWith('require'))
      .map((key): [string, ReturnType<typeof policy>, RegExp] => [
        `${key} off`,
        policy({ [key]: false }),
        new RegExp(`${key} is false: set it to true`),
      ]),
    [
      'the default length where the config asks for more',
      policy({}),
      /minimumPasswordLength is 14: set it to at least 16/,
      { minimumPasswordLength: 16 },
    ],
    [
      'a bad length beside an age that is not known yet',
      policy({ maxPasswordAge: unknown, minimumPasswordLength: 8 }),
      /minimumPasswordLength is 8/,
    ],
  ],
  notApplicable: [['another resource', bucket]],
  unknown: [['an age', policy({ maxPasswordAge: unknown })]],
  bad: policy({ maxPasswordAge: 365 }),
});
