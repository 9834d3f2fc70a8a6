import assert from 'node:assert/strict';
import { resourceTypes } from '../../emulation/pulumi/table';
import { awsOutputs } from './aws-outputs';

/** Of their ARNs no other resource and no document is made. */
const unused = [
  'aws:cloudformation/stackSet:StackSet',
  'aws:cloudtrail/trail:Trail',
  'aws:identitystore/group:Group',
  'aws:lambda/eventSourceMapping:EventSourceMapping',
  'aws:sns/topicSubscription:TopicSubscription',
];

describe('the ARNs that the mocks answer', () => {
  const place = { accountId: '111111111111', region: 'eu-central-1' };

  it('are known of every type of the emulated AWS that has one', () => {
    const withArn = [...resourceTypes.values()].filter(({ computed }) => computed.includes('arn'));
    assert.deepEqual(
      withArn
        .map(({ token }) => token)
        .filter((token) => awsOutputs(token, 'x', {}, place)['arn'] === undefined)
        .sort(),
      unused,
      'say in stacks/testing/aws-outputs.ts how the ARN is written: without it, what is made of it is wrong and passes',
    );
  });
});
