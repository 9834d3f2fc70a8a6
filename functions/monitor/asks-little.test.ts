import assert from 'node:assert/strict';
import {
  CreateAccessKeyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { SQSClient } from '@aws-sdk/client-sqs';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { createLedgerTable, emulatedDocuments } from '../testing/emulated-ledger';
import { createNoticeQueue } from '../testing/emulated-queue';
import { setEnvironment } from '../testing/environment';
import { readEnvironment } from '../environment';
import { monitorEnvironment, type MonitorEnvironment } from './environment';
import type { Run } from './run';
import { runAccount } from './run-account';
import { wire } from './wire';

const region = 'eu-central-1';
const day = (n: number) => new Date(Date.UTC(2026, 0, 1 + n, 9));
const small = { id: '111111111111', name: 'small' };
const large = { id: '222222222222', name: 'large' };

describe('an account in which nothing changed and nobody is due', () => {
  let moto: Moto;
  let run: Run;
  let environment: MonitorEnvironment;
  let restore = () => {};
  before(async () => {
    moto = await startMoto({ at: day(0) });
    restore = setEnvironment({ ...moto.env, AWS_REGION: region });
    const sqs = new SQSClient({ region });
    await createLedgerTable(emulatedDocuments(moto, region), 'ledger');
    environment = readEnvironment(monitorEnvironment, {
      AWS_REGION: region,
      KEYTURN_SETTINGS: '{}',
      KEYTURN_ACCOUNTS: JSON.stringify({ list: [small, large] }),
      KEYTURN_AUDIT_ROLE_NAME: 'keyturn-audit',
      KEYTURN_EXTERNAL_ID: 'keyturn-of-acme',
      KEYTURN_DRY_RUN: 'false',
      KEYTURN_DRY_RUN_ACCOUNTS: '[]',
      KEYTURN_LEDGER_TABLE: 'ledger',
      KEYTURN_NOTICE_QUEUE_URL: await createNoticeQueue(sqs, 'keyturn'),
    });
    const ignore = () => undefined;
    const { ports, inAccounts } = wire(environment);
    run = {
      ports: { ...ports, ...inAccounts(() => Infinity) },
      settings: environment.KEYTURN_SETTINGS,
      now: day(0),
      dryRun: false,
      dryRunAccounts: new Set(),
      concurrency: 1,
      hasTimeLeft: () => true,
      log: { debug: ignore, info: ignore, error: ignore },
    };
    await setUp(small.id, 3);
    await setUp(large.id, 130);
  });
  after(async () => {
    restore();
    await moto.stop();
  });

  async function setUp(accountId: string, users: number): Promise<void> {
    const iam = new IAMClient({ region, credentials: await moto.credentialsFor(accountId) });
    const AssumeRolePolicyDocument = JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
    });
    await iam.send(new CreateRoleCommand({ RoleName: 'keyturn-audit', AssumeRolePolicyDocument }));
    const Tags = Object.entries({ type: 'engineer', 'slack-id': 'U0ALICE0001' });
    for (let i = 0; i < users; i++) {
      const UserName = `user${i}`;
      await iam.send(
        new CreateUserCommand({ UserName, Tags: Tags.map(([Key, Value]) => ({ Key, Value })) }),
      );
      await iam.send(new CreateAccessKeyCommand({ UserName }));
    }
  }

  async function callsOfRun(
    accountId: string,
    on: number,
    more: Partial<Run['ports']> = {},
  ): Promise<Record<string, number>> {
    await moto.setClock(day(on));
    const start = (await moto.recordedCalls()).length;
    const ports = { ...run.ports, ...more };
    const account = { id: accountId, name: accountId };
    const notes = await runAccount({ ...run, ports, now: day(on) }, account);
    assert.equal(notes.outcome().unread, undefined);
    const counts: Record<string, number> = {};
    for (const { service, action } of (await moto.recordedCalls()).slice(start))
      counts[`${service} ${action}`] = (counts[`${service} ${action}`] ?? 0) + 1;
    return counts;
  }

  for (const { id, name, users } of [
    { ...small, users: 3 },
    { ...large, users: 130 },
  ])
    it(`costs the same calls, whatever its size, and SSH keys a call a user in seven days: ${name}`, async () => {
      await callsOfRun(id, 1);
      const asked: number[] = [];
      for (let on = 2; on < 9; on++) {
        const { 'iam ListSSHPublicKeys': ofDay = 0, ...counts } = await callsOfRun(id, on);
        asked.push(ofDay);
        // The session of the first run is still good.
        assert.deepEqual(counts, {
          'dynamodb Query': 1,
          // When it was read, and whose SSH keys were asked for.
          'dynamodb UpdateItem': 1,
          'iam GenerateCredentialReport': 1,
          'iam GetAccountAuthorizationDetails': 1,
          // The first finds the report in progress.
          'iam GetCredentialReport': 2,
          'iam ListServiceSpecificCredentials': 1,
        });
      }
      assert.equal(
        asked.reduce((sum, each) => sum + each, 0),
        users,
        asked.join(),
      );
      // Spread: no day has more than twice its share, and some for chance.
      assert.ok(Math.max(...asked) <= (2 * users) / 7 + 3, asked.join());
    });

  it('costs a write more, and one for each 25 users, where people can open the app’s home', async () => {
    const { people } = wire({ ...environment, KEYTURN_QUESTIONS: { againAfterDays: 1 } }).ports;
    assert.equal(run.ports.people, undefined);
    const counts = await callsOfRun(large.id, 9, { people });
    assert.deepEqual(
      [counts['dynamodb UpdateItem'], counts['dynamodb BatchWriteItem'], counts['dynamodb Query']],
      [2, 6, 1],
    );
  });
});
