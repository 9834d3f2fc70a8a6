import assert from 'node:assert/strict';
import { CreateUserCommand, type IAMClient } from '@aws-sdk/client-iam';
import { startMoto, type Moto } from '../../../emulation/moto/start';
import { clientsOf, createKey } from '../../../emulation/moto/test-clients';
import { emptyLedger } from '../../../rules/ledger';
import { isUnknown } from '../../../rules/model';
import { defaultSettings } from '../../../rules/settings';
import { scriptedIam, sdkError, type Script } from '../../testing/scripted-client';
import { AwsIamReader } from './reader';
import { Calls } from '../accounts/calls';
import { fetchCredentialReport, requestCredentialReport } from './fetch-credential-report';

const ACCOUNT = '111111111111';

async function report(iam: IAMClient) {
  const pauses: number[] = [];
  const calls = new Calls(ACCOUNT, {
    pause: async (milliseconds) => void pauses.push(milliseconds),
  });
  const found = await fetchCredentialReport(iam, calls, await requestCredentialReport(iam, calls));
  return { ...found, pauses, why: isUnknown(found.generatedAt) ? found.generatedAt.unknown : '' };
}

describe('the credential report of the emulated AWS', () => {
  const at = new Date('2026-01-05T08:00:00Z');
  const later = (hours: number) => new Date(at.getTime() + hours * 3_600_000);
  let moto: Moto;
  let iam: IAMClient;
  before(async () => (moto = await startMoto({ at })));
  beforeEach(async () => {
    await moto.reset();
    await moto.setClock(at);
    ({ iam } = clientsOf(moto, await moto.credentialsFor(ACCOUNT)));
    await iam.send(new CreateUserCommand({ UserName: 'alice' }));
  });
  afterEach(() => moto.refuse([]));
  after(() => moto.stop());

  const isOf = ({ generatedAt }: Awaited<ReturnType<typeof report>>, made: Date) => {
    assert.ok(generatedAt instanceof Date);
    assert.equal(generatedAt.toISOString().slice(0, 16), made.toISOString().slice(0, 16));
  };

  for (const error of [undefined, 'LimitExceeded', 'Throttling']) {
    const answer = error ?? 'AccessDenied';
    it(`serves as long as it is there, though a new one is answered with ${answer}`, async () => {
      await report(iam);
      await moto.refuse(['iam:GenerateCredentialReport'], error);
      await moto.setClock(later(3.9));
      const found = await report(iam);
      isOf(found, at);
      assert.deepEqual([[...found.rows.keys()], found.isNew], [['alice'], false]);
    });

    it(`is none where it is too old, and a new one is answered with ${answer}`, async () => {
      await report(iam);
      await moto.refuse(['iam:GenerateCredentialReport'], error);
      await moto.setClock(later(4.1));
      const { rows, why, isNew } = await report(iam);
      assert.deepEqual([rows.size, isNew], [0, false]);
      const code = error === undefined ? 'access-denied' : 'throttled';
      assert.match(why, new RegExp(`^${code} at iam:GenerateCredentialReport: `));
    });
  }

  it('is new where there was none, or one that is too old', async () => {
    assert.equal((await report(iam)).isNew, true);
    await moto.setClock(later(1));
    assert.equal((await report(iam)).isNew, false);
    await moto.setClock(later(4.1));
    const found = await report(iam);
    isOf(found, later(4.1));
    assert.equal(found.isNew, true);
  });

  it('keeps no account from being read with each user’s keys', async () => {
    await createKey(iam);
    const { iam: reader } = clientsOf(moto, await moto.credentialsFor(ACCOUNT));
    const clients = { in: () => reader };
    const account = { id: ACCOUNT, name: 'identity' };
    const read = () =>
      new AwsIamReader(clients, defaultSettings).read(account, emptyLedger(ACCOUNT), at);
    await moto.refuse(['iam:GenerateCredentialReport', 'iam:GetCredentialReport']);
    const reading = await read();
    assert.ok(reading.outcome === 'read');
    assert.ok(isUnknown(reading.credentialReportAt));
    const [alice] = reading.inventory.users;
    assert.deepEqual([alice?.name, alice?.keys.length], ['alice', 1]);
    assert.ok(isUnknown(alice?.hasMfa) && isUnknown(alice.password));
  });
});

describe('a report that IAM says is not there', () => {
  const csv =
    'user,user_creation_time,password_enabled,password_last_used,password_last_changed,password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_2_active,access_key_2_last_rotated';
  const good = { Content: new TextEncoder().encode(csv), GeneratedTime: new Date() };

  async function after(states: readonly string[], errors: readonly string[]) {
    const asked = { generate: 0, get: 0 };
    const script: Script = {
      GenerateCredentialReport: () => {
        const state = states[asked.generate++] ?? '';
        if (/[A-Z]{3}/.test(state)) return { State: state };
        throw sdkError(state);
      },
      GetCredentialReport: () => {
        const error = errors[asked.get++];
        if (error === undefined) return good;
        throw sdkError(`CredentialReport${error}Exception`);
      },
    };
    return { ...(await report(scriptedIam(script))), asked };
  }

  for (const error of ['Expired', 'NotPresent']) {
    it(`is asked for anew where it is ${error}`, async () => {
      const found = await after(['COMPLETE', 'STARTED'], [error, 'NotReady']);
      assert.deepEqual(found.asked, { generate: 2, get: 3 });
      assert.deepEqual([found.generatedAt, found.isNew], [good.GeneratedTime, true]);
      assert.equal(found.pauses.length, 2);
    });

    it(`is asked for three times at most where it is ${error}`, async () => {
      const found = await after(
        ['COMPLETE', 'COMPLETE', 'COMPLETE', 'COMPLETE'],
        Array.from({ length: 9 }, () => error),
      );
      assert.deepEqual(found.asked, { generate: 3, get: 3 });
      assert.match(found.why, /^report-failed at iam:GetCredentialReport: CredentialReport/);
    });
  }

  it('is new if any of the requests had it made', async () => {
    const { isNew } = await after(['STARTED', 'COMPLETE'], ['NotPresent']);
    assert.equal(isNew, true);
  });

  it('may be there though the second request was one too many', async () => {
    const { generatedAt } = await after(['STARTED', 'LimitExceededException'], ['NotPresent']);
    assert.deepEqual(generatedAt, good.GeneratedTime);
  });

  it('is not asked for again once a request has failed for good', async () => {
    const { asked, why } = await after(['LimitExceededException'], ['NotPresent']);
    assert.deepEqual(asked, { generate: 1, get: 1 });
    assert.match(why, /^throttled at iam:GenerateCredentialReport/);
  });
});
