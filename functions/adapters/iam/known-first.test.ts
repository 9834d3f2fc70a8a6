import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { emptyLedger } from '../../../rules/ledger';
import { defaultSettings } from '../../../rules/settings';
import { scriptedIam } from '../../testing/scripted-client';
import { AwsIamReader } from './reader';

const account = { id: '111111111111', name: 'identity' };

/** An account without users, and what was asked of it. */
function emptyAccount() {
  const asked: string[] = [];
  const note = (name: string, answer: object) => () => {
    asked.push(name);
    return answer;
  };
  const Content = Buffer.from('');
  const iam = scriptedIam({
    GetAccountAuthorizationDetails: note('users', { UserDetailList: [] }),
    GenerateCredentialReport: note('request', { State: 'STARTED' }),
    GetCredentialReport: note('report', { Content, GeneratedTime: new Date() }),
  });
  return { asked, port: new AwsIamReader({ in: () => iam }, defaultSettings) };
}

describe('reading an account while its ledger is read', () => {
  it('asks for nothing before the ledger is there: what is known is older than what is read', async () => {
    const { asked, port } = emptyAccount();
    const { promise, resolve } = Promise.withResolvers<ReturnType<typeof emptyLedger>>();
    const reading = port.read(account, promise, new Date());
    await sleep(20);
    assert.deepEqual(asked, []);
    resolve(emptyLedger(account.id));
    assert.equal((await reading).outcome, 'read');
    assert.deepEqual(asked.toSorted(), ['report', 'request', 'users']);
  });

  it('asks for nothing where the ledger can’t be read', async () => {
    const { asked, port } = emptyAccount();
    const failing = Promise.reject(new Error('no ledger'));
    assert.equal((await port.read(account, failing, new Date())).outcome, 'unread');
    assert.deepEqual(asked, []);
  });
});
