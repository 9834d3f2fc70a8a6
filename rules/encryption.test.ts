import assert from 'node:assert/strict';
import { makesKey, type Encryption } from './encryption';

const [keyOfTheirs, topicOfTheirs] = [
  'arn:aws:kms:eu-central-1:333333333333:key/3f2504e0',
  'arn:aws:sns:eu-central-1:333333333333:ours',
];

describe('the monitor makes a KMS key', () => {
  const cases: readonly (readonly [string, Encryption, boolean])[] = [
    // CloudWatch may not use SNS's own key: nobody would hear the alarms.
    ['for its own topic alone', { createKmsKey: false }, true],
    ['for everything', { createKmsKey: true }, true],
    [
      'for everything but a topic that is there',
      { createKmsKey: true, alarmTopicArn: topicOfTheirs },
      true,
    ],
    ['not for a topic that is there', { createKmsKey: false, alarmTopicArn: topicOfTheirs }, false],
    ['not where there is one', { createKmsKey: false, kmsKeyArn: keyOfTheirs }, false],
    [
      'not where there is one, and a topic',
      { createKmsKey: false, kmsKeyArn: keyOfTheirs, alarmTopicArn: topicOfTheirs },
      false,
    ],
    [
      'not where there is one, whatever is said',
      { createKmsKey: true, kmsKeyArn: keyOfTheirs },
      false,
    ],
  ];
  for (const [name, encryption, expected] of cases)
    it(name, () => assert.equal(makesKey(encryption), expected));
});
