import assert from 'node:assert/strict';
import { startMoto, type Moto } from '../moto/start';
import { refusedFixture } from './testing/fixture';

describe('deployStack, where it refuses', () => {
  let moto: Moto;
  before(async () => {
    moto = await startMoto();
  });
  after(() => moto.stop());

  const refusals: readonly [what: string, expected: RegExp][] = [
    [
      'unknown type',
      /aws:ec2\/vpc:Vpc::net: the emulated AWS does not know resources of type aws:ec2\/vpc:Vpc$/,
    ],
    [
      'unknown input',
      /aws:iam\/role:Role::odd: aws:iam\/role:Role refuses its inputs: inlinePolicies: this input is not known/,
    ],
    [
      'unknown function',
      /does not know the function aws:index\/getAvailabilityZones:getAvailabilityZones$/,
    ],
    [
      'unknown component',
      /Repository::images: .* does not know components of type awsx:ecr:Repository$/,
    ],
    [
      'unknown input of a component',
      /^awsx:cloudtrail:Trail refuses its inputs: cloudWatchLogsGroup: /,
    ],
    ['aws refuses', /UserGroupMembership::lost: NoSuchEntityException: /],
    ['throws', /^engineers\.yaml:3: no such role$/],
    ['rejects later', /^too late$/],
    ['twice', /Duplicate resource URN '.*Group::one'/],
    ['never ends', /the program ended while it still waited for something/],
  ];
  for (const [what, expected] of refusals)
    it(`says what is wrong: ${what}`, async () => {
      const { errors } = await refusedFixture(moto, what);
      assert.equal(errors.length, 1, errors.join('\n'));
      assert.match(errors[0] ?? '', expected);
    });

  it('says that a secret of the stack file can not be read', async () => {
    const { errors } = await refusedFixture(moto, 'secrets', { stack: 'locked' });
    assert.match(errors.join(), /^fixture:password: encrypted in the stack's file/);
  });

  it('gives up a program that takes too long', async () => {
    const { errors } = await refusedFixture(moto, 'team', { timeoutMs: 50 });
    assert.match(errors.join(), /its program ended with SIGTERM/);
  });
});
