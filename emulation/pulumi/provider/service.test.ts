import assert from 'node:assert/strict';
import { GetUserCommand, IAMClient, TagUserCommand } from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../../moto/start';
import type { Inputs } from '../check';
import { resourceTypes } from '../table';
import { EngineClient } from '../testing/engine-client';
import { EmulatedProvider } from './emulated-provider';
import { serve, type Serving } from './serve';

const UNKNOWN_VALUE = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const urn = (type: string, name: string) => `urn:pulumi:dev::fixture::${type}::${name}`;
const USER = urn('aws:iam/user:User', 'ada');

describe('the provider, as the engine calls it', () => {
  let moto: Moto;
  let serving: Serving;
  let engine: EngineClient;
  let iam: IAMClient;

  before(async () => {
    moto = await startMoto();
  });
  after(() => moto.stop());

  beforeEach(async () => {
    await moto.reset();
    const root = await moto.credentialsFor('111111111111');
    iam = new IAMClient({ endpoint: moto.url, region: 'us-east-1', credentials: root });
    const connection = { endpoint: moto.url, region: '', credentials: root };
    serving = await serve(new EmulatedProvider(() => connection));
    engine = new EngineClient(serving.port);
    await engine.configure({ region: 'eu-central-1' });
  });
  afterEach(() => {
    engine.close();
    serving.stop();
  });

  const tags = (slackId: string) => ({ type: 'engineer', 'slack-id': slackId });
  const ada = { name: 'ada', forceDestroy: true, tags: tags('U0000000001') };

  it('creates, finds no change, updates, and deletes', async () => {
    const { id, state } = await engine.create(USER, ada);
    assert.equal(id, 'ada');
    assert.equal(state['arn'], 'arn:aws:iam::111111111111:user/ada');
    const same = { changes: false, diffs: [], replaces: [], deleteBeforeReplace: false };
    assert.deepEqual(await engine.diff(USER, id, state, ada), same);
    const wanted = { ...ada, tags: tags('U0000000002') };
    assert.deepEqual(await engine.diff(USER, id, state, wanted), {
      ...same,
      changes: true,
      diffs: ['tags'],
    });
    assert.deepEqual(await engine.diff(USER, id, state, wanted, ['tags']), same);
    const updated = await engine.update(USER, id, state, wanted);
    assert.deepEqual(updated['tags'], tags('U0000000002'));
    assert.equal(updated['uniqueId'], state['uniqueId']);
    await engine.delete(USER, id, updated);
    assert.deepEqual(await engine.read(USER, id, updated), { id: '', state: {}, inputs: {} });
  });

  it('replaces beside the old one where the name is its own, and after it where it is the program’s', async () => {
    const named = await engine.create(USER, ada);
    assert.deepEqual(await engine.diff(USER, 'ada', named.state, { ...ada, name: 'eve' }), {
      changes: true,
      diffs: ['name'],
      replaces: ['name'],
      deleteBeforeReplace: false,
    });
    const role = urn('aws:iam/role:Role', 'audit');
    const { id, state } = await engine.create(role, { name: 'audit', assumeRolePolicy: TRUST });
    const moved = { name: 'audit', assumeRolePolicy: TRUST, path: '/keyturn/' };
    assert.deepEqual(await engine.diff(role, id, state, moved), {
      changes: true,
      diffs: ['path'],
      replaces: ['path'],
      deleteBeforeReplace: true,
    });
  });

  it('previews without a call to AWS', async () => {
    const planned = await engine.create(USER, ada, true);
    assert.equal(planned.id, '');
    assert.equal(planned.state['arn'], UNKNOWN_VALUE);
    assert.equal(planned.state['name'], 'ada');
    await assert.rejects(
      iam.send(new GetUserCommand({ UserName: 'ada' })),
      /NoSuchEntity|cannot be found/,
    );
    const { id, state } = await engine.create(USER, ada);
    const wanted = { ...ada, tags: tags('U0000000002') };
    const after = await engine.update(USER, id, state, wanted, true);
    assert.deepEqual([after['arn'], after['tags']], [state['arn'], wanted.tags]);
    const { User } = await iam.send(new GetUserCommand({ UserName: 'ada' }));
    assert.equal(User?.Tags?.find(({ Key }) => Key === 'slack-id')?.Value, 'U0000000001');
    const unknown = { ...ada, tags: { type: UNKNOWN_VALUE } };
    assert.deepEqual((await engine.diff(USER, id, state, unknown)).diffs, ['tags']);
  });

  it('shows what was changed by hand, in the state and in the inputs', async () => {
    const { id, state, inputs } = await engine.create(USER, ada);
    const Tags = [{ Key: 'slack-id', Value: 'U6666666666' }];
    await iam.send(new TagUserCommand({ UserName: 'ada', Tags }));
    const found = await engine.read(USER, id, state, inputs);
    assert.deepEqual(found.state['tags'], tags('U6666666666'));
    assert.deepEqual(found.inputs, { ...inputs, tags: tags('U6666666666') });
    assert.deepEqual((await engine.diff(USER, id, found.state, ada)).diffs, ['tags']);
  });

  it('imports what a program would say', async () => {
    await engine.create(USER, ada);
    const found = await engine.read(USER, 'ada');
    assert.deepEqual(found.inputs, { name: 'ada', tags: ada.tags });
    assert.equal((await engine.read(USER, 'nobody')).id, '');
  });

  it('keeps secret what is secret in any case', async () => {
    const secretId = (await engine.create(urn('aws:secretsmanager/secret:Secret', 't'), {})).id;
    const version = urn('aws:secretsmanager/secretVersion:SecretVersion', 't');
    const { state } = await engine.create(version, { secretId, secretString: 'not-a-token' });
    assert.deepEqual(state['secretString'], {
      '4dabf18193072939515e22adb298388d': '1b47061264138c4ac30d75fd1eb44270',
      value: 'not-a-token',
    });
    assert.deepEqual(
      (await engine.diff(version, 'x', state, { secretId, secretString: 'not-a-token' })).diffs,
      [],
    );
  });

  it('leaves alone the tags that it is to ignore', async () => {
    const ignoreTags = JSON.stringify({ keys: ['email'], keyPrefixes: ['AKIA'] });
    await engine.configure({ region: 'eu-central-1', ignoreTags });
    const { id, state } = await engine.create(USER, ada);
    const Tags = ['email', 'AKIA1', 'team'].map((Key) => ({ Key, Value: 'x' }));
    await iam.send(new TagUserCommand({ UserName: 'ada', Tags }));
    const found = await engine.read(USER, id, state);
    assert.deepEqual(found.state['tags'], { ...ada.tags, team: 'x' });
    await engine.update(USER, id, found.state, ada);
    const { User } = await iam.send(new GetUserCommand({ UserName: 'ada' }));
    assert.deepEqual(User?.Tags?.map(({ Key }) => Key).sort(), [
      'AKIA1',
      'email',
      'slack-id',
      'type',
    ]);
  });

  it('goes where it is configured to go', async () => {
    await engine.configure({
      region: 'us-east-1',
      defaultTags: JSON.stringify({ tags: { from: 'all' } }),
    });
    const { state } = await engine.create(urn('aws:sqs/queue:Queue', 'q'), { tags: { own: '1' } });
    assert.match(String(state['arn']), /^arn:aws:sqs:us-east-1:/);
    assert.deepEqual([state['tags'], state['tagsAll']], [{ own: '1' }, { own: '1', from: 'all' }]);
    await assert.rejects(engine.configure({ profile: 'mine' }), /profile/);
    await assert.rejects(
      engine.configure({ region: 'us-east-1', allowedAccountIds: '["2"]' }),
      /account ID not allowed: 111111111111/,
    );
    await assert.rejects(engine.configure({}), /no region: set aws:region/);
  });

  it('refuses what it does not know', async () => {
    assert.deepEqual((await engine.check(USER, { ...ada, surprise: 1 })).failures, [
      { property: 'surprise', reason: 'this input is not known to the emulated provider' },
    ]);
    await assert.rejects(
      engine.check(urn('aws:ec2/vpc:Vpc', 'net'), {}),
      /resources of type aws:ec2\/vpc:Vpc/,
    );
    const region = 'aws:index/getRegion:getRegion';
    assert.equal((await engine.invoke(region, {}))['region'], 'eu-central-1');
    await assert.rejects(engine.invoke(region, { surprise: 1 }), /surprise/);
    await assert.rejects(
      engine.invoke('aws:ec2/getVpc:getVpc', {}),
      /function aws:ec2\/getVpc:getVpc/,
    );
  });

  it("gives AWS's own words where AWS refuses", async () => {
    await engine.create(USER, ada);
    await assert.rejects(engine.create(USER, ada), /already exists/);
  });

  it('has a schema with every resource, input and output', async () => {
    const { resources } = (await engine.schema()) as { resources: Record<string, Inputs> };
    assert.deepEqual(Object.keys(resources).sort(), [...resourceTypes.keys()].sort());
    const { 'aws:iam/user:User': spec } = resources;
    assert.deepEqual(spec?.['inputProperties'], {
      forceDestroy: { type: 'boolean' },
      name: { type: 'string' },
      path: { type: 'string' },
      tags: { type: 'object', additionalProperties: { type: 'string' } },
    });
    assert.deepEqual(spec?.['requiredInputs'], []);
  });
});

const TRUST =
  '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"sts:AssumeRole"}]}';
