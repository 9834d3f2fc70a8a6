import assert from 'node:assert/strict';
import { iam } from './resource-types';

describe('the types of resources', () => {
  for (const [name, type] of Object.entries(iam))
    it(`${name} is what @pulumi/aws calls it`, async () => {
      const module = (await import(`@pulumi/aws/iam/${name}`)) as Record<string, unknown>;
      const [, className = ''] = /:(\w+)$/.exec(type) ?? [];
      const { __pulumiType } = module[className] as { readonly __pulumiType: string };
      assert.equal(type, __pulumiType);
    });
});
