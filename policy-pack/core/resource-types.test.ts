import assert from 'node:assert/strict';
import { iam as awsIam } from '@pulumi/aws';
import { iam } from './resource-types';

describe('the types of resources', () => {
  for (const [name, type] of Object.entries(iam))
    it(`${name} is what @pulumi/aws calls it`, () => {
      const classes = awsIam as unknown as Record<string, { readonly __pulumiType: string }>;
      const [, className = ''] = /:(\w+)$/.exec(type) ?? [];
      assert.equal(classes[className]?.__pulumiType, type);
    });
});
