import assert from 'node:assert/strict';
import * as aws from '@pulumi/aws';
import { accountaccess, iam, ssoadmin } from './resource-types';

describe('the types of resources', () => {
  const all = Object.entries({ accountaccess, iam, ssoadmin }).flatMap(([module, types]) =>
    Object.entries(types).map(
      ([name, type]) => [name, type, aws[module as keyof typeof aws] as unknown] as const,
    ),
  );
  for (const [name, type, module] of all)
    it(`${name} is what @pulumi/aws calls it`, () => {
      const classes = module as Record<string, { readonly __pulumiType: string }>;
      const [, className = ''] = /:(\w+)$/.exec(type) ?? [];
      assert.equal(classes[className]?.__pulumiType, type);
    });
});
