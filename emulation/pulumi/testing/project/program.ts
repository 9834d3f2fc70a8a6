/** A stack's program for the tests of the emulation. What it does is chosen by its config. */
// Service by service: all of @pulumi/aws takes as long to load as what is made here takes to make. Of those without a
// name, a component's outputs are.
import '@pulumi/aws/cloudtrail';
import '@pulumi/aws/s3';
import * as ec2 from '@pulumi/aws/ec2';
import { getAvailabilityZonesOutput } from '@pulumi/aws/getAvailabilityZones';
import { getCallerIdentityOutput } from '@pulumi/aws/getCallerIdentity';
import * as iam from '@pulumi/aws/iam';
import * as lambda from '@pulumi/aws/lambda';
import { Provider } from '@pulumi/aws/provider';
import * as secretsmanager from '@pulumi/aws/secretsmanager';
import * as sqs from '@pulumi/aws/sqs';
import { Trail } from '@pulumi/awsx/cloudtrail/trail';
import { Repository } from '@pulumi/awsx/ecr/repository';
import * as pulumi from '@pulumi/pulumi';

const config = new pulumi.Config();

class Team extends pulumi.ComponentResource {
  constructor(name: string, people: readonly string[], opts?: pulumi.ComponentResourceOptions) {
    super('fixture:index:Team', name, {}, opts);
    const group = new iam.Group(name, { name }, { parent: this });
    for (const person of people) {
      const tags = { greeting: config.require('greeting') };
      const user = new iam.User(person, { name: person, tags }, { parent: this });
      const membership = { user: user.name, groups: [group.name] };
      new iam.UserGroupMembership(person, membership, { parent: user });
    }
    this.registerOutputs();
  }
}

const programs: Readonly<Record<string, () => Record<string, unknown>>> = {
  team() {
    new Team('engineers', config.requireObject<string[]>('people'));
    return {};
  },

  outputs() {
    const queue = new sqs.Queue('work', { fifoQueue: true });
    const elsewhere = new Provider('elsewhere', { region: 'us-east-1' });
    const there = new sqs.Queue('there', { name: 'there' }, { provider: elsewhere });
    return {
      name: queue.name,
      sentence: pulumi.interpolate`${queue.arn} and ${there.arn}`,
      account: getCallerIdentityOutput().accountId,
      nested: { list: [there.url] },
    };
  },

  secrets() {
    const secret = new secretsmanager.Secret('token', { name: 'token' });
    const version = new secretsmanager.SecretVersion('token', {
      secretId: secret.id,
      secretString: config.requireSecret('password'),
    });
    return { version: version.versionId, value: version.secretString, secret: secret.arn };
  },

  lambda() {
    const assumeRolePolicy = iam.assumeRolePolicyForPrincipal({
      Service: 'lambda.amazonaws.com',
    });
    const role = new iam.Role('role', { assumeRolePolicy });
    const policyArn = iam.ManagedPolicy.AWSLambdaBasicExecutionRole;
    new iam.RolePolicyAttachment('logs', { role, policyArn });
    const code = new pulumi.asset.AssetArchive({
      'index.js': new pulumi.asset.StringAsset('exports.handler = async () => 1;'),
      more: new pulumi.asset.FileArchive(__dirname),
    });
    const made = new lambda.Function('run', {
      code,
      environment: { variables: { SECRET: config.requireSecret('password') } },
      handler: 'index.handler',
      role: role.arn,
      runtime: 'nodejs24.x',
    });
    return { function: made.name };
  },

  mapping() {
    const assumeRolePolicy = iam.assumeRolePolicyForPrincipal({
      Service: 'lambda.amazonaws.com',
    });
    const role = new iam.Role('role', { assumeRolePolicy });
    const queue = new sqs.Queue('work');
    const code = new pulumi.asset.FileArchive(__dirname);
    const settings = { code, handler: 'index.handler', role: role.arn, runtime: 'nodejs24.x' };
    const made = new lambda.Function('run', settings);
    new lambda.EventSourceMapping('work', {
      eventSourceArn: queue.arn,
      functionName: made.arn,
    });
    return { queue: queue.url };
  },

  reference() {
    const other = new pulumi.StackReference('organization/fixture/first');
    return { name: other.requireOutput('name'), value: other.getOutput('value') };
  },

  importing() {
    const user = new iam.User('ada', { name: 'ada' }, { import: 'ada' });
    const alan = iam.User.get('alan', 'alan');
    return { ada: user.uniqueId, alan: alan.arn };
  },

  assuming() {
    const roleArn = config.require('roleArn');
    const member = new Provider('member', {
      assumeRoles: [{ roleArn }],
      defaultTags: { tags: { from: 'default' } },
      region: 'us-east-1',
    });
    const user = new iam.User('over', { tags: { own: '1' } }, { provider: member });
    return { arn: user.arn, tags: user.tags, tagsAll: user.tagsAll };
  },

  trail() {
    const there = new Provider('there', { region: 'us-east-1' });
    const args = { isMultiRegionTrail: true, s3Bucket: { args: { forceDestroy: false } } };
    const made = new Trail('events', args, { provider: there });
    return { bucket: made.bucket.apply((bucket) => bucket?.arn), trail: made.trail.arn };
  },

  'unknown component'() {
    new Repository('images', {});
    return {};
  },

  'unknown input of a component'() {
    new Trail('events', { cloudWatchLogsGroup: { enable: true } });
    return {};
  },

  'unknown type'() {
    new ec2.Vpc('net', { cidrBlock: '10.0.0.0/16' });
    return {};
  },

  'unknown input'() {
    new Team('team', []);
    new iam.Role('odd', { assumeRolePolicy: '{}', inlinePolicies: [{ name: 'x' }] });
    return {};
  },

  'unknown function'() {
    return { zones: getAvailabilityZonesOutput().names };
  },

  'aws refuses'() {
    new iam.UserGroupMembership('lost', { user: 'nobody', groups: ['none'] });
    return {};
  },

  throws() {
    throw new Error('engineers.yaml:3: no such role');
  },

  'rejects later'() {
    const group = new iam.Group('late');
    group.name.apply(() => {
      throw new Error('too late');
    });
    return {};
  },

  twice() {
    new iam.Group('one', { name: 'one' });
    new iam.Group('one', { name: 'two' });
    return {};
  },

  'never ends'() {
    return { never: pulumi.output(new Promise<string>(() => undefined)) };
  },
};

export = programs[config.require('do')]?.() ?? {};
