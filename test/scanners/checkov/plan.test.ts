import assert from 'node:assert/strict';
import { resourceTypes } from '../../../emulation/pulumi/table';
import { planOf, type Registered } from './plan';
import schemas from './terraform-schema.json';
import { terraformTypes } from './terraform-types';

const bucket: Registered = {
  type: 'aws:s3/bucket:Bucket',
  name: 'reports',
  inputs: { bucket: 'reports-1', forceDestroy: false, __defaults: ['bucket'] },
  outputs: { arn: 'arn:aws:s3:::reports-1', id: 'reports-1', bucket: 'reports-1' },
};

interface Resource {
  readonly address: string;
  readonly values: Readonly<Record<string, unknown>>;
  readonly expressions: Readonly<Record<string, unknown>>;
}

/** The planned and the configured resource of that address. */
function inPlan(resources: readonly Registered[], address: string): Resource {
  const { planned_values, configuration } = planOf(resources).document as Record<
    'planned_values' | 'configuration',
    { root_module: { resources: Resource[] } }
  >;
  const of = (part: typeof planned_values) =>
    part.root_module.resources.find((each) => each.address === address);
  const [planned, configured] = [of(planned_values), of(configuration)];
  assert(planned && configured, `${address} is not in the plan`);
  return { ...planned, expressions: configured.expressions };
}

/** What Checkov never sees: the stacks never make it, or Terraform's provider has no type of it. */
const neverSeen = [
  'aws:accountaccess/application:Application',
  'aws:accountaccess/entitlement:Entitlement',
  'aws:iam/policy:Policy',
  'aws:iam/userPolicy:UserPolicy',
  'aws:iam/userPolicyAttachment:UserPolicyAttachment',
  'aws:sqs/redrivePolicy:RedrivePolicy',
];

describe("a plan of Terraform's of what a stack registered", () => {
  it('has a type for each that the emulated AWS knows, but for what Checkov never sees', () => {
    const known = [...resourceTypes.keys()].filter((token) => !neverSeen.includes(token));
    assert.deepEqual(Object.keys(terraformTypes).sort(), known.sort());
    for (const { type } of Object.values(terraformTypes)) assert(type in schemas, type);
  });

  it("has a property's name in snake case, and blocks where the schema has blocks", () => {
    const { values } = inPlan(
      [
        {
          type: 'aws:dynamodb/table:Table',
          name: 'ledger',
          inputs: {
            name: 'ledger',
            hashKey: 'account',
            attributes: [{ name: 'account', type: 'S' }],
            pointInTimeRecovery: { enabled: true },
            serverSideEncryption: { enabled: true, kmsKeyArn: 'arn:key' },
            tags: { teamName: 'platform' },
          },
          outputs: { arn: 'arn:table' },
        },
      ],
      'aws_dynamodb_table.ledger',
    );
    assert.deepEqual(values, {
      name: 'ledger',
      hash_key: 'account',
      attribute: [{ name: 'account', type: 'S' }],
      point_in_time_recovery: [{ enabled: true }],
      server_side_encryption: [{ enabled: true, kms_key_arn: 'arn:key' }],
      // The keys of a map are data.
      tags: { teamName: 'platform' },
      arn: 'arn:table',
    });
  });

  it("has a function's own names, and a lifecycle's blocks in blocks", () => {
    const lambda: Registered = {
      type: 'aws:lambda/function:Function',
      name: 'monitor',
      inputs: {
        name: 'keyturn-monitor',
        code: { path: 'dist/functions/monitor' },
        environment: { variables: { KEYTURN_DRY_RUN: 'true' } },
      },
      outputs: {},
    };
    assert.deepEqual(inPlan([lambda], 'aws_lambda_function.monitor').values, {
      function_name: 'keyturn-monitor',
      filename: 'dist/functions/monitor',
      environment: [{ variables: { KEYTURN_DRY_RUN: 'true' } }],
    });
    const lifecycle: Registered = {
      type: 'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration',
      name: 'lifecycle',
      inputs: {
        bucket: 'reports-1',
        rules: [{ id: 'u', abortIncompleteMultipartUpload: { daysAfterInitiation: 1 } }],
      },
      outputs: {},
    };
    const address = 'aws_s3_bucket_lifecycle_configuration.lifecycle';
    assert.deepEqual(inPlan([lifecycle], address).values, {
      bucket: 'reports-1',
      rule: [{ id: 'u', abort_incomplete_multipart_upload: [{ days_after_initiation: 1 }] }],
    });
  });

  it('leaves out what the provider has filled in, at any depth', () => {
    const { values } = inPlan([bucket], 'aws_s3_bucket.reports');
    assert.deepEqual(values, { force_destroy: false, arn: 'arn:aws:s3:::reports-1' });
    const tracing = { mode: 'PassThrough', __defaults: ['mode'] };
    const lambda: Registered = {
      type: 'aws:lambda/function:Function',
      name: 'f',
      inputs: { handler: 'h', tracingConfig: tracing },
      outputs: {},
    };
    assert.deepEqual(inPlan([lambda], 'aws_lambda_function.f').values, {
      handler: 'h',
      tracing_config: [{}],
    });
  });

  it('says which resource is meant where a value is its id, name or ARN', () => {
    const versioning: Registered = {
      type: 'aws:s3/bucketVersioning:BucketVersioning',
      name: 'versions',
      inputs: { bucket: 'reports-1', versioningConfiguration: { status: 'Enabled' } },
      outputs: { id: 'reports-1', bucket: 'reports-1' },
    };
    const { expressions } = inPlan([bucket, versioning], 'aws_s3_bucket_versioning.versions');
    assert.deepEqual(expressions, {
      bucket: { references: ['aws_s3_bucket.reports.id', 'aws_s3_bucket.reports'] },
    });
  });

  it('tells the logical name behind an address, and keeps two names apart', () => {
    const group = (name: string): Registered => ({
      type: 'aws:iam/group:Group',
      name,
      inputs: { name },
      outputs: {},
    });
    assert.deepEqual([...planOf([group('a+b@c')]).names], [['aws_iam_group.a_b_c', 'a+b@c']]);
    assert.throws(() => planOf([group('a+b'), group('a@b')]), /aws_iam_group\.a_b: two resources/);
  });

  it('refuses a type or property that has no name there, rather than hide it from Checkov', () => {
    const unknown = { type: 'aws:ec2/vpc:Vpc', name: 'v', inputs: {}, outputs: {} };
    assert.throws(() => planOf([unknown]), /aws:ec2\/vpc:Vpc: no type of Terraform's/);
    const wrong = { ...bucket, inputs: { colour: 'red' } };
    assert.throws(() => planOf([wrong]), /aws_s3_bucket\.colour: .* no such property/);
    const deep = {
      ...bucket,
      type: 'aws:s3/bucketVersioning:BucketVersioning',
      inputs: { versioningConfiguration: { colour: 'red' } },
    };
    assert.throws(() => planOf([deep]), /versioning_configuration\.colour: .* no such property/);
  });
});
