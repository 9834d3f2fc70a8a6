import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  asPartition,
  buildArn,
  homeOfRole,
  iamArn,
  iamEventsRegion,
  parseArn,
  partitionOfRegion,
} from './arn';

describe('buildArn', () => {
  it('writes all six parts, also those that are empty', () => {
    assert.equal(
      buildArn({ partition: 'aws-cn', service: 's3', resource: 'bucket/key' }),
      'arn:aws-cn:s3:::bucket/key',
    );
    assert.equal(
      iamArn({ partition: 'aws-us-gov', accountId: '111111111111' }, 'role/path/name'),
      'arn:aws-us-gov:iam::111111111111:role/path/name',
    );
  });

  it('is undone by parseArn, whatever colons the resource has', () => {
    const word = fc.stringMatching(/^[a-z0-9-]{1,12}$/);
    fc.assert(
      fc.property(
        fc.record({
          partition: word,
          service: word,
          region: fc.oneof(fc.constant(''), word),
          accountId: fc.constantFrom('', '111111111111'),
          resource: fc.stringMatching(/^[a-z][a-z:/*]{0,20}$/),
        }),
        (arn) => assert.deepEqual(parseArn(buildArn(arn)), { ...arn }),
      ),
    );
  });
});

describe('parseArn', () => {
  for (const text of [
    '',
    'arn',
    'arn:aws:iam',
    'arn:aws:iam:',
    'arn:aws:iam::111111111111',
    'arn:aws:iam::111111111111:',
    'arn:aws:iam::111111111111::',
    'arn::iam::111111111111:role/a',
    'urn:aws:iam::111111111111:role/a',
  ])
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(parseArn(text), undefined));
});

describe('homeOfRole', () => {
  const cases: [string, string | undefined][] = [
    ['arn:aws:iam::111111111111:role/deploy', '111111111111'],
    ['arn:aws-cn:iam::111111111111:role/path/to/deploy', '111111111111'],
    ['arn:aws:iam::111111111111:role/*', undefined],
    [' arn:aws:iam::111111111111:role/deploy', undefined],
    ['arn:x:arn:aws:iam::111111111111:role/deploy', undefined],
    ['arn:aws:iam::*:role/deploy', undefined],
    ['arn:aws:iam::11111111111:role/deploy', undefined],
    ['arn:aws:iam::111111111111:role/', undefined],
    ['arn:aws:iam::111111111111:role/path/', undefined],
    ['arn:aws:iam::111111111111:user/deploy', undefined],
    ['arn:aws:iam::111111111111:role/${aws:username}', undefined],
    ['arn:aws:sts::111111111111:assumed-role/deploy/session', undefined],
  ];
  for (const [arn, accountId] of cases)
    it(`${accountId ? 'takes' : 'refuses'} ${arn}`, () =>
      assert.equal(homeOfRole(arn)?.accountId, accountId));
});

describe('partitionOfRegion', () => {
  const cases: [string, string][] = [
    ['us-east-1', 'aws'],
    ['eu-central-2', 'aws'],
    ['ap-southeast-7', 'aws'],
    ['mx-central-1', 'aws'],
    ['cn-north-1', 'aws-cn'],
    ['cn-northwest-1', 'aws-cn'],
    ['us-gov-west-1', 'aws-us-gov'],
    ['us-gov-east-1', 'aws-us-gov'],
  ];
  for (const [region, partition] of cases)
    it(`of ${region} is ${partition}`, () => assert.equal(partitionOfRegion(region), partition));

  for (const region of ['', 'mars', 'us-east', 'us-iso-east-1', 'us-isob-east-1', 'eusc-de-east-1'])
    it(`refuses ${JSON.stringify(region)}`, () =>
      assert.throws(() => partitionOfRegion(region), RangeError));

  it('leads to the region of IAM’s events in the same partition', () => {
    for (const [, partition] of cases) {
      const known = partition as 'aws';
      assert.equal(partitionOfRegion(iamEventsRegion(known)), known);
    }
  });
});

describe('asPartition', () => {
  for (const partition of ['aws', 'aws-cn', 'aws-us-gov'])
    it(`takes ${partition}`, () => assert.equal(asPartition(partition), partition));
  for (const text of ['', 'AWS', 'aws-iso', 'aws ', 'constructor'])
    it(`refuses ${JSON.stringify(text)}, and says what it takes`, () =>
      assert.throws(() => asPartition(text), {
        name: 'RangeError',
        message: `${JSON.stringify(text)} is none of the partitions aws, aws-cn, aws-us-gov`,
      }));
});

describe('partitionOfRegion, by a region’s whole name', () => {
  for (const region of ['1eu-central-1', 'eu-central-1a', 'eu-central-', 'us-iso-east-1'])
    it(`refuses ${region}, and says why`, () =>
      assert.throws(() => partitionOfRegion(region), {
        name: 'RangeError',
        message: `"${region}" is no region of the partitions aws, aws-cn, aws-us-gov`,
      }));
  it('takes numbers of two digits, and parts that another partition’s begins with', () => {
    assert.equal(partitionOfRegion('ap-southeast-10'), 'aws');
    assert.equal(partitionOfRegion('ap-eusc-1'), 'aws');
  });
});
