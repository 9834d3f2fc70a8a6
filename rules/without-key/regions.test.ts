import assert from 'node:assert/strict';
import { isRegionIn, partitions } from '../arn';
import { regionsOfEveryAccount } from './regions';

describe('the regions that every account has', () => {
  for (const partition of partitions)
    it(`are those of ${partition}, each once`, () => {
      const regions = regionsOfEveryAccount[partition];
      assert.ok(regions.every((region) => isRegionIn(partition, region)));
      assert.equal(new Set(regions).size, regions.length);
    });

  // https://docs.aws.amazon.com/accounts/latest/reference/manage-acct-regions.html: those that are enabled by default.
  it('are as many as AWS enables by default', () => {
    const counts = partitions.map((partition) => regionsOfEveryAccount[partition].length);
    assert.deepEqual(counts, [17, 2, 2]);
  });
});
