import assert from 'node:assert/strict';
import {
  CreateEventBusCommand,
  EventBridgeClient,
  PutPermissionCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import { awsOf } from '../company/aws-of';
import { Organization } from './organization';
import { startMoto, type Moto } from './start';

const watched = '222222222222';
const monitor = '333333333333';
const region = 'eu-central-1';
const bus = `arn:aws:events:${region}:${monitor}:event-bus/keyturn`;

describe('a rule with another bus as its target', () => {
  let moto: Moto;
  before(async () => (moto = await startMoto()));
  beforeEach(async () => {
    await moto.reset();
    const owner = await client(monitor, region);
    await owner.send(new CreateEventBusCommand({ Name: 'keyturn' }));
  });
  after(() => moto.stop());

  const client = async (accountId: string, where: string) =>
    new EventBridgeClient({ ...(await awsOf(moto, { accountId, region: where })), maxAttempts: 1 });

  async function letIn(Principal: unknown, Condition?: object): Promise<void> {
    const Sid = 'In';
    const Statement = {
      Sid,
      Effect: 'Allow',
      Principal,
      Action: 'events:PutEvents',
      Resource: bus,
    };
    const Policy = JSON.stringify({
      Version: '2012-10-17',
      Statement: [{ ...Statement, ...(Condition && { Condition }) }],
    });
    const owner = await client(monitor, region);
    await owner.send(new PutPermissionCommand({ EventBusName: 'keyturn', Policy }));
  }

  async function putTarget(accountId: string, where: string, Arn = bus): Promise<void> {
    const events = await client(accountId, where);
    await events.send(new PutRuleCommand({ Name: 'forward', EventPattern: '{"source":["a"]}' }));
    await events.send(new PutTargetsCommand({ Rule: 'forward', Targets: [{ Id: 'bus', Arn }] }));
  }
  const isRefused = (putting: Promise<void>) =>
    assert.rejects(putting, { name: 'AccessDeniedException' });
  const rootOf = (account: string) => ({ AWS: [`arn:aws:iam::${account}:root`] });

  it('is refused before the bus is there, or its policy', async () => {
    await isRefused(putTarget(watched, 'us-east-1'));
    await isRefused(putTarget(watched, 'us-east-1', bus.replace('keyturn', 'none')));
  });

  it('is refused where the policy lets others in', async () => {
    await letIn(rootOf('444444444444'));
    await isRefused(putTarget(watched, 'us-east-1'));
  });

  it('is taken where the policy lets the account in', async () => {
    await letIn(rootOf(watched));
    await putTarget(watched, 'us-east-1');
  });

  it('is asked of another region of one account, too', async () => {
    await isRefused(putTarget(monitor, 'us-east-1'));
    await letIn(rootOf(monitor));
    await putTarget(monitor, 'us-east-1');
  });

  it('is not asked within a region of one account', () => putTarget(monitor, region));

  it('is taken of the accounts of an organization alone', async () => {
    const organization = await Organization.of(moto, watched);
    await letIn('*', { StringEquals: { 'aws:PrincipalOrgID': organization.id } });
    await putTarget(watched, 'us-east-1');
    await isRefused(putTarget('555555555555', 'us-east-1'));
  });
});
