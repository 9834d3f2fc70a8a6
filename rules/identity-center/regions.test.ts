import assert from 'node:assert/strict';
import { hasAccountAccess } from './regions';

// https://docs.aws.amazon.com/IAM/latest/UserGuide/account-access-manager-getting-started.html
it('account access manager is in the regions that every account has, of AWS’s first partition', () => {
  const [yes, switchedOn, others] = [
    ['us-east-1', 'eu-central-1', 'eu-north-1', 'ap-southeast-2', 'sa-east-1'],
    ['eu-central-2', 'eu-south-1', 'af-south-1', 'me-south-1', 'ap-east-1'],
    ['cn-north-1', 'us-gov-west-1', 'eusc-de-east-1', 'eu-central', ''],
  ];
  for (const region of yes) assert.equal(hasAccountAccess(region), true, region);
  for (const region of [...switchedOn, ...others])
    assert.equal(hasAccountAccess(region), false, region);
});
