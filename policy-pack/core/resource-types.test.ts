import assert from 'node:assert/strict';
import { iam as awsIam, ssoadmin as awsSsoadmin } from '@pulumi/aws';
import { iam, ssoadmin } from './resource-types';

describe('the types of resources', () => {
  const all: [string, string, unknown][] = [
    ...Object.entries(iam).map(([name, type]): [string, string, unknown] => [name, type, awsIam]),
    ...Object.entries(ssoadmin).map(([name, type]): [string, string, unknown] => [
      name,
      type,
      awsSsoadmin,
    ]),
  ];
  for (const [name, type, module] of all)
    it(`${name} is what @pulumi/aws calls it`, () => {
      const classes = module as Record<string, { readonly __pulumiType: string }>;
      const [, className = ''] = /:(\w+)$/.exec(type) ?? [];
      assert.equal(classes[className]?.__pulumiType, type);
    });
});
