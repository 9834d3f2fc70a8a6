import assert from 'node:assert/strict';
import {
  eventBusArnPattern,
  externalIdPattern,
  exemptionTextPattern,
  fullNamePattern,
  iamNamePattern,
  iamPathPattern,
  kmsKeyArnPattern,
  managedPolicyArnPattern,
  roleArnPattern,
  roleDescriptionPattern,
  rolePathPattern,
  roleSessionNamePattern,
} from '../../rules/formats';
import { takes, type Takes } from './models';

interface Case {
  readonly ours: RegExp;
  /** Texts that are right, in which one sign after the other is put in place of each ¤. */
  readonly examples: readonly string[];
  readonly aws: Takes;
}

const cases: Readonly<Record<string, Case>> = {
  "a role's name": {
    ours: iamNamePattern,
    examples: ['a¤', '¤'],
    aws: takes('iam', 'roleNameType'),
  },
  "a group's name": { ours: iamNamePattern, examples: ['a¤'], aws: takes('iam', 'groupNameType') },
  "a user's name": { ours: iamNamePattern, examples: ['a¤'], aws: takes('iam', 'userNameType') },
  "a role session's name": {
    ours: roleSessionNamePattern,
    examples: ['a¤', '¤', 'ab'],
    aws: takes('sts', 'roleSessionNameType'),
  },
  "a user's path": {
    ours: iamPathPattern,
    examples: ['/a¤/', '/¤'],
    aws: takes('iam', 'pathType'),
  },
  "a role's path": {
    ours: rolePathPattern,
    examples: ['/a¤/', '/¤'],
    aws: takes('iam', 'pathType'),
  },
  "a role's description": {
    ours: roleDescriptionPattern,
    examples: ['¤', 'a¤'],
    aws: takes('iam', 'roleDescriptionType'),
  },
  "a person's name": {
    ours: fullNamePattern,
    examples: ['¤', 'a¤'],
    aws: takes('iam', 'tagValueType'),
  },
  'why somebody is exempt': {
    ours: exemptionTextPattern,
    examples: ['a¤', 'a¤b'],
    aws: takes('iam', 'tagValueType'),
  },
  'an external id': {
    ours: externalIdPattern,
    examples: ['a¤'],
    aws: takes('sts', 'externalIdType'),
  },
  "a role's ARN": {
    ours: roleArnPattern,
    examples: ['arn:aws:iam::111111111111:role/a¤/b'],
    aws: takes('scheduler', 'RoleArn'),
  },
  "a managed policy's ARN": {
    ours: managedPolicyArnPattern,
    examples: ['arn:aws:iam::111111111111:policy/a¤'],
    aws: takes('iam', 'arnType'),
  },
  "an event bus's ARN": {
    ours: eventBusArnPattern,
    examples: ['arn:aws:events:eu-central-1:111111111111:event-bus/a¤'],
    aws: takes('events', 'EventBusNameOrArn'),
  },
  "a KMS key's ARN": {
    ours: kmsKeyArnPattern,
    examples: ['arn:aws:kms:eu-central-1:111111111111:key/a¤'],
    aws: takes('scheduler', 'KmsKeyArn'),
  },
};

/** Every sign of the Basic Multilingual Plane, and some beyond. */
const signs = [
  ...Array.from({ length: 0x10000 }, (_, i) => i).filter((i) => i < 0xd800 || i > 0xdfff),
  0x1f511,
  0x20000,
].map((code) => String.fromCodePoint(code));

describe('a text that we let through', () => {
  for (const [what, { ours, examples, aws }] of Object.entries(cases)) {
    it(`as ${what} is one that AWS takes, whatever signs are in it`, () => {
      const texts = examples.flatMap((each) => signs.map((sign) => each.replace('¤', sign)));
      const passed = texts.filter((text) => ours.test(text));
      assert.ok(passed.length > 10);
      assert.deepEqual(
        passed.filter((text) => !aws(text)),
        [],
      );
    });

    it(`as ${what} is one that AWS takes, however long it is`, () => {
      const [example = ''] = examples;
      for (let length = 0; length <= 2100; length++) {
        const text = example.replace('¤', 'a'.repeat(length));
        if (ours.test(text)) assert.ok(aws(text), `${text.length} characters`);
      }
    });
  }
});
