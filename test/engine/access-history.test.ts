import assert from 'node:assert/strict';
import type { RecordedCall } from '../../emulation/moto/start';
import { gapsIn, type Holdings } from './access-history';

const deploy = 'arn:aws:iam::222222222222:role/deploy';
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess';

interface Ada {
  readonly own?: readonly string[];
  readonly groups?: readonly string[];
  readonly ofGroup?: Readonly<Record<string, readonly string[]>>;
}

/** Ada is the only one there is. */
function holdings({ own = [], groups = [], ofGroup = {} }: Ada): Holdings {
  const sets = (all: Readonly<Record<string, readonly string[]>>) =>
    new Map(Object.entries(all).map(([key, values]) => [key, new Set(values)]));
  return {
    own: sets({ ada: own }),
    groups: sets({ ada: groups }),
    ofGroup: sets(ofGroup),
    gives: new Map(['user ada:p', 'group a:p', 'group b:p'].map((name) => [name, [deploy]])),
  };
}

const call = (
  action: string,
  GroupName: string,
  more: object = {},
  status = 200,
): RecordedCall => ({
  at: new Date(0),
  account: '111111111111',
  region: 'us-east-1',
  service: 'iam',
  action,
  accessKeyId: '',
  principal: null,
  status,
  about: { UserName: 'ada', ...(GroupName && { GroupName }), ...more },
});
const join = (group: string) => call('AddUserToGroup', group);
const leave = (group: string) => call('RemoveUserFromGroup', group);
const fill = (group: string) => call('PutGroupPolicy', group, { PolicyName: 'p' });
const dropOwn = call('DeleteUserPolicy', '', { PolicyName: 'p' });
const inA = { groups: ['a'], ofGroup: { a: ['group a:p'], b: ['group b:p'] } };
const inB = { ...inA, groups: ['b'] };

/** What happens between two states of IAM, and whether somebody is without something on the way. */
const stories: readonly [string, Ada, readonly RecordedCall[], Ada, string | undefined][] = [
  ['nothing', inA, [], inA, undefined],
  ['into the new group, then out of the old one', inA, [join('b'), leave('a')], inB, undefined],
  ['out of the old group first', inA, [leave('a'), join('b')], inB, 'RemoveUserFromGroup'],
  [
    'the group, its policy, the member, and then no policy of their own',
    { own: ['user ada:p'] },
    [fill('a'), join('a'), dropOwn],
    { groups: ['a'], ofGroup: { a: ['group a:p'] } },
    undefined,
  ],
  [
    'a member of a group that is filled too late',
    { own: ['user ada:p'] },
    [join('a'), dropOwn, fill('a')],
    { groups: ['a'], ofGroup: { a: ['group a:p'] } },
    'DeleteUserPolicy',
  ],
  [
    'a member who could not be added',
    { own: ['user ada:p'] },
    [fill('a'), call('AddUserToGroup', 'a', {}, 409), dropOwn, join('a')],
    { groups: ['a'], ofGroup: { a: ['group a:p'] } },
    'DeleteUserPolicy',
  ],
  [
    'an attached policy that a group gives only later',
    { own: [readOnly] },
    [
      call('DetachUserPolicy', '', { PolicyArn: readOnly }),
      join('a'),
      call('AttachGroupPolicy', 'a', { PolicyArn: readOnly }),
    ],
    { groups: ['a'], ofGroup: { a: [readOnly] } },
    'DetachUserPolicy',
  ],
  ['what is taken for good', inA, [leave('a')], { ofGroup: inA.ofGroup }, undefined],
];

describe('what somebody is without for a moment', () => {
  for (const [what, before, calls, after, taken] of stories)
    it(`is ${taken === undefined ? 'nothing' : `seen at ${taken}`}: ${what}`, () => {
      const [first] = gapsIn(holdings(before), calls, holdings(after));
      assert.equal(first?.after.split(' ')[0], taken);
    });
});
