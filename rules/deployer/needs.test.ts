import assert from 'node:assert/strict';
import { needsOf, type Made, type Need, type ProvidedType } from './needs';

const arns = ['arn:aws:events:eu-central-1:333333333333:event-bus/keyturn'];
const plain: Made = { arns, isTagged: false };

/** On the resource, then on any. */
const actionsOf = (needs: readonly Need[]) => needs.map((need) => need.actions);

const bus = 'aws:cloudwatch/eventBus:EventBus';
const made = ['events:CreateEventBus'];
const read = ['events:DescribeEventBus', 'events:ListTagsForResource'];
const changed = ['events:UpdateEventBus'];
const deleted = ['events:DeleteEventBus'];
const tagged = ['events:TagResource', 'events:UntagResource'];

const cases: readonly (readonly [string, ProvidedType, Partial<Made>, string[][]])[] = [
  ['all but tags', bus, {}, [[...made, ...read, ...changed, ...deleted]]],
  [
    'tags where the stack gives some',
    bus,
    { isTagged: true },
    [[...made, ...read, ...changed, ...deleted, ...tagged]],
  ],
  [
    'no deleting where it is protected',
    bus,
    { isProtected: true, isTagged: true },
    [[...made, ...read, ...changed, ...tagged]],
  ],
  [
    'deleting where it is said that it is not protected',
    bus,
    { isProtected: false },
    [[...made, ...read, ...changed, ...deleted]],
  ],
  [
    'what AWS judges by no resource apart',
    'aws:cloudwatch/eventBusPolicy:EventBusPolicy',
    {},
    [['events:DescribeEventBus'], ['events:PutPermission', 'events:RemovePermission']],
  ],
  [
    'nothing on the resource where AWS judges all of it by none',
    'aws:iam/accountPasswordPolicy:AccountPasswordPolicy',
    {},
    [
      [
        'iam:UpdateAccountPasswordPolicy',
        'iam:GetAccountPasswordPolicy',
        'iam:DeleteAccountPasswordPolicy',
      ],
    ],
  ],
];

describe('what the provider needs', () => {
  for (const [what, type, more, expected] of cases)
    it(`is ${what}`, () =>
      assert.deepEqual(actionsOf(needsOf(type, { ...plain, ...more })), expected));

  it('is on the resource, and under its condition', () => {
    const condition = { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } };
    const needs = needsOf('aws:cloudwatch/eventBusPolicy:EventBusPolicy', { ...plain, condition });
    assert.deepEqual(
      needs.map(({ area, resources, condition: under }) => [area, resources, under]),
      [
        ['EventBuses', arns, condition],
        ['AnyEventBuses', ['*'], condition],
      ],
    );
  });

  it('is under no condition where none is said', () => {
    for (const need of needsOf(bus, plain)) assert.equal(need.condition, undefined);
  });
});
