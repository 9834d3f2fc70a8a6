import { integerSetting, type Settings } from './core/config';
import { definePolicy } from './core/define-policy';
import { cis } from './core/frameworks';
import { checkAll } from './core/not-yet-known';
import { iam } from './core/resource-types';

/** What the component EngineerBaseline sets where nothing else is said. */
const settings: Settings = {
  maxPasswordAge: {
    type: 'integer',
    minimum: 1,
    maximum: 90,
    default: 90,
    description: 'The greatest maxPasswordAge, in days.',
  },
  minimumPasswordLength: {
    type: 'integer',
    minimum: 14,
    maximum: 128,
    default: 14,
    description: 'The smallest minimumPasswordLength, in characters.',
  },
  passwordReusePrevention: {
    type: 'integer',
    minimum: 1,
    maximum: 24,
    default: 24,
    description: 'The smallest passwordReusePrevention, in passwords.',
  },
};

const kinds = ['Lowercase', 'Uppercase'].map((kind) => `require${kind}Characters`);
const required = [...kinds, 'requireNumbers', 'requireSymbols'];

export const iamPasswordPolicy = definePolicy({
  name: 'iam-password-policy',
  displayName: 'Console passwords rotate and are strong',
  description:
    'The account password policy lets no password get older than 90 days, and is not weaker than the baseline.',
  level: 'mandatory',
  severity: 'medium',
  framework: cis(
    { '5.0.0': '1.7, 1.8', '7.0.0': '2.8, 2.9' },
    'Ensure IAM password policy requires minimum length of 14 or greater; ensure IAM password policy prevents password reuse. (The end after 90 days and the kinds of characters are asked for by no version since 3.0.0: they are Keyturn rule 5.)',
  ),
  remediationSteps:
    'Set maxPasswordAge to 1 to 90, minimumPasswordLength to at least 14, passwordReusePrevention to 24, and all of requireLowercaseCharacters, requireUppercaseCharacters, requireNumbers and requireSymbols to true. Or use the component EngineerBaseline.',
  types: [iam.accountPasswordPolicy],
  settings,
  check({ props, config }, report) {
    const limit = (key: string) => integerSetting(settings, config, key);
    const expect = (key: string, what: string, fits: (value: unknown) => boolean) => () => {
      const found = props[key];
      if (!fits(found))
        report(
          `${key} is ${found === undefined ? 'not set' : JSON.stringify(found)}: set it to ${what}.`,
        );
    };
    const atLeast = (key: string) =>
      expect(key, `at least ${limit(key)}`, (found) => Number(found) >= limit(key));
    const oldest = limit('maxPasswordAge');
    checkAll(
      // 0 stands for no end.
      expect(
        'maxPasswordAge',
        `1 to ${oldest}`,
        (age) => Number(age) >= 1 && Number(age) <= oldest,
      ),
      atLeast('minimumPasswordLength'),
      atLeast('passwordReusePrevention'),
      ...required.map((key) => expect(key, 'true', (found) => found === true)),
    );
  },
});
