import assert from 'node:assert/strict';
import type { AdvancedFieldSelector } from '@aws-sdk/client-cloudtrail';
import { whyUseless, type FoundTrail } from './judge-trail';

const advanced = (...FieldSelectors: AdvancedFieldSelector[]) => ({
  AdvancedEventSelectors: [{ FieldSelectors }],
});
const management: AdvancedFieldSelector = { Field: 'eventCategory', Equals: ['Management'] };
const data: AdvancedFieldSelector = { Field: 'eventCategory', Equals: ['Data'] };
const basic = (
  IncludeManagementEvents: boolean,
  ReadWriteType: 'All' | 'ReadOnly' | 'WriteOnly',
) => ({
  EventSelectors: [{ IncludeManagementEvents, ReadWriteType }],
});

describe('a trail', () => {
  const noWrites = /does not log management events that write/;
  const cases: [string, Partial<FoundTrail>, RegExp | undefined][] = [
    ['as it is made', {}, undefined],
    ['that is stopped', { isLogging: false }, /stopped/],
    [
      'without global services',
      { trail: { IncludeGlobalServiceEvents: false } },
      /leaves out global services/,
    ],
    ['of all management events', { selectors: basic(true, 'All') }, undefined],
    ['of writes', { selectors: basic(true, 'WriteOnly') }, undefined],
    ['of reads', { selectors: basic(true, 'ReadOnly') }, noWrites],
    ['of data alone', { selectors: basic(false, 'All') }, noWrites],
    ['of management events, by advanced selectors', { selectors: advanced(management) }, undefined],
    ['of data alone, by advanced selectors', { selectors: advanced(data) }, noWrites],
    [
      'of reads, by advanced selectors',
      { selectors: advanced(management, { Field: 'readOnly', Equals: ['true'] }) },
      noWrites,
    ],
    [
      'of writes, by advanced selectors',
      { selectors: advanced(management, { Field: 'readOnly', Equals: ['false'] }) },
      undefined,
    ],
    [
      'without reads, by advanced selectors',
      { selectors: advanced(management, { Field: 'readOnly', NotEquals: ['true'] }) },
      undefined,
    ],
    [
      'without KMS, by advanced selectors',
      {
        selectors: advanced(management, { Field: 'eventSource', NotEquals: ['kms.amazonaws.com'] }),
      },
      undefined,
    ],
    [
      'without IAM, by advanced selectors',
      {
        selectors: advanced(management, { Field: 'eventSource', NotEquals: ['iam.amazonaws.com'] }),
      },
      noWrites,
    ],
    [
      'of another service, by advanced selectors',
      { selectors: advanced(management, { Field: 'eventSource', Equals: ['kms.amazonaws.com'] }) },
      noWrites,
    ],
  ];
  for (const [what, more, expected] of cases)
    it(`${what}: ${expected ? 'is of no use' : 'does'}`, () => {
      const trail = { IncludeGlobalServiceEvents: true };
      const why = whyUseless({ trail, isLogging: true, selectors: {}, ...more });
      if (expected === undefined) assert.equal(why, undefined);
      else assert.match(why ?? '', expected);
    });
});
