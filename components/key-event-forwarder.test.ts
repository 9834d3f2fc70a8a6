import { deploy, documentIn, refuses, typesByName } from './testing/deployment';
import assert from 'node:assert/strict';
import Module from 'node:module';
import { Provider } from '@pulumi/aws/provider';
import { iamEvents } from '../rules/iam-events';
import { KeyEventForwarder, type KeyEventForwarderArgs } from './key-event-forwarder';

const eventBusArn = 'arn:aws:events:eu-central-1:333333333333:event-bus/keyturn';
const make = (args: KeyEventForwarderArgs, opts: object) =>
  new KeyEventForwarder('forwarder', args, opts);
const virginia = { region: 'us-east-1' };

describe('KeyEventForwarder', () => {
  for (const name of ['1st', 'key events', 'key_events', 'k'.repeat(41)])
    it(`refuses the name ${JSON.stringify(name)}, from which AWS’s names are made`, () =>
      assert.rejects(
        deploy((opts) => new KeyEventForwarder(name, { eventBusArn }, opts), virginia),
        /name: expected a letter, then at most 39 letters, digits and hyphens, found/,
      ));

  it('puts key events on the monitor’s bus, with a role for that', async () => {
    const deployment = await deploy((opts) => make({ eventBusArn }, opts), virginia);
    assert.deepEqual(typesByName(deployment), {
      'forwarder-rule': 'aws:cloudwatch/eventRule:EventRule',
      'forwarder-role': 'aws:iam/role:Role',
      'forwarder-permissions': 'aws:iam/rolePolicy:RolePolicy',
      'forwarder-target': 'aws:cloudwatch/eventTarget:EventTarget',
    });
    assert.ok(deployment.children.every(({ parent }) => parent === 'forwarder'));
    assert.deepEqual(documentIn(deployment.child('forwarder-rule'), 'eventPattern'), {
      source: ['aws.iam'],
      'detail-type': ['AWS API Call via CloudTrail'],
      detail: {
        eventSource: ['iam.amazonaws.com'],
        eventName: iamEvents,
        errorCode: [{ exists: false }],
      },
    });
    assert.deepEqual(deployment.child('forwarder-target').inputs, {
      rule: 'forwarder-rule',
      arn: eventBusArn,
      roleArn: 'arn:aws:iam::111111111111:role/forwarder-role',
    });
    const trust = JSON.stringify(
      documentIn(deployment.child('forwarder-role'), 'assumeRolePolicy'),
    );
    assert.match(trust, /"Service":"events.amazonaws.com"/);
    assert.match(trust, /"aws:SourceArn":"[^"]+\/forwarder-rule"/);
    assert.match(trust, /"aws:SourceAccount":"111111111111"/);
    const may = documentIn(deployment.child('forwarder-permissions'), 'policy');
    assert.deepEqual(may, {
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'ForwardKeyEvents',
          Effect: 'Allow',
          Action: 'events:PutEvents',
          Resource: eventBusArn,
        },
      ],
    });
  });

  it('forwards from another region of the monitor’s own account, too', async () => {
    const own = eventBusArn.replace('333333333333', '111111111111');
    const { children } = await deploy((opts) => make({ eventBusArn: own }, opts), virginia);
    assert.equal(children.length, 4);
  });

  it('makes a trail where none is', async () => {
    const deployment = await deploy(
      (opts) => make({ eventBusArn, createTrail: true }, opts),
      virginia,
    );
    const trail = deployment.child('forwarder-trail');
    assert.equal(trail.type, 'awsx:cloudtrail:Trail');
    assert.deepEqual(trail.inputs, {
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3Bucket: { args: { forceDestroy: false } },
    });
    assert.equal(deployment.children.length, 5);
  });

  it('names the package that a trail needs, where it is not installed', async () => {
    const loader = Module as unknown as { _load: (name: string) => unknown };
    const load = loader._load;
    loader._load = function (this: unknown, ...args) {
      const [name] = args;
      if (!name.startsWith('@pulumi/awsx/')) return load.apply(this, args);
      throw Object.assign(new Error(`Cannot find module '${name}'`), { code: 'MODULE_NOT_FOUND' });
    };
    try {
      await assert.rejects(
        deploy((opts) => make({ eventBusArn, createTrail: true }, opts), virginia),
        /createTrail needs the package @pulumi\/awsx, .*: npm install @pulumi\/awsx@3/,
      );
    } finally {
      loader._load = load;
    }
  });

  for (const [deletionProtection, protect] of [
    [undefined, true],
    [true, true],
    [false, false],
  ])
    it(`${protect ? 'protects' : 'does not protect'} its trail where deletionProtection is ${deletionProtection}`, async () => {
      const { children } = await deploy(
        (opts) => make({ eventBusArn, createTrail: true, deletionProtection }, opts),
        virginia,
      );
      for (const { name, kept } of children)
        assert.equal(kept.protect, name === 'forwarder-trail' ? protect : undefined, name);
    });

  it('is made with the provider that it is given', async () => {
    const { children } = await deploy(
      (opts) => make({ eventBusArn }, { ...opts, provider: new Provider('virginia', virginia) }),
      virginia,
    );
    for (const { provider } of children) assert.match(provider, /::virginia::/);
  });

  const regions: [string, string, string | undefined][] = [
    ['aws', 'us-east-1', undefined],
    ['aws', 'eu-central-1', 'us-east-1'],
    ['aws', 'us-east-2', 'us-east-1'],
    ['aws-cn', 'cn-north-1', undefined],
    ['aws-cn', 'cn-northwest-1', 'cn-north-1'],
    ['aws-us-gov', 'us-gov-west-1', undefined],
    ['aws-us-gov', 'us-gov-east-1', 'us-gov-west-1'],
  ];
  for (const [partition, region, expected] of regions)
    it(`${expected ? `refuses ${region}, where no event comes` : `takes ${region}`}`, async () => {
      const deployed = deploy((opts) => make({ eventBusArn }, opts), { partition, region });
      if (expected === undefined) return void (await deployed);
      await assert.rejects(
        deployed,
        new RegExp(
          `come to ${expected} alone, and this provider's region is ${region}: .*${expected}`,
        ),
      );
    });

  const wrong = ['keyturn', 'arn:aws:sns:us-east-1:111111111111:topic', `${eventBusArn}*`];
  for (const bad of wrong)
    it(`refuses ${bad}`, () =>
      refuses(make, { eventBusArn }, { eventBusArn: bad }, 'eventBusArn', /event bus, found/));
});
