import assert from 'node:assert/strict';
import {
  accessKeyRef,
  passwordRef,
  type CredentialRef,
} from '../../../rules/credentials/credential';
import { ACCOUNT, KEY, at, record as ofKey } from './examples';
import type { Opened } from './opened-ledger';

/** What is known of credentials, of each kind alike. */
export function credentialsContract(opened: Opened): void {
  for (const credential of [accessKeyRef(KEY), passwordRef(ofKey.userId)])
    describe(`of credentials, the ${credential.kind}`, () => contractOf(opened, credential));

  it('keeps kinds apart', async () => {
    const ofPassword = { ...ofKey, credential: passwordRef(ofKey.userId) };
    await opened.ledger.putCredentials(ACCOUNT, [ofKey, ofPassword]);
    await opened.ledger.rememberExemption(ACCOUNT, ofPassword.credential, '2026-01-04');
    assert.deepEqual(await opened.recordOf(ofKey.credential), ofKey);
    assert.equal((await opened.ledger.load(ACCOUNT)).credentials.size, 2);
  });
}

function contractOf(opened: Opened, credential: CredentialRef): void {
  const record = { ...ofKey, credential };
  const named = (id: string) => ({ ...credential, id });
  it('gives back what was put', async () => {
    await opened.ledger.putCredentials(ACCOUNT, [record]);
    assert.deepEqual(await opened.recordOf(credential), record);
  });

  it('changes only what a reading knows', async () => {
    await opened.ledger.putCredentials(ACCOUNT, [record]);
    await opened.ledger.startDisabling(ACCOUNT, credential, 'notice', at(3), 'a');
    await opened.ledger.rememberExemption(ACCOUNT, credential, '2026-01-04');
    await opened.ledger.rememberAlone(ACCOUNT, credential, at(4));
    await opened.ledger.putCredentials(ACCOUNT, [
      { ...record, status: 'Inactive', fingerprint: 'other' },
    ]);
    assert.deepEqual(await opened.recordOf(credential), {
      ...record,
      status: 'Inactive',
      fingerprint: 'other',
      lastExemptOn: '2026-01-04',
      lastAloneAt: at(4),
      disabling: { noticeId: 'notice', since: at(3), attempts: ['a'] },
    });
  });

  it('keeps when it was enabled again, until that is seen anew', async () => {
    const seen: (Date | undefined)[] = [];
    for (const enabledAt of [undefined, at(3), undefined, at(5)]) {
      await opened.ledger.putCredentials(ACCOUNT, [{ ...record, ...(enabledAt && { enabledAt }) }]);
      seen.push((await opened.recordOf(credential))?.enabledAt);
    }
    assert.deepEqual(seen, [undefined, at(3), at(3), at(5)]);
  });

  it('keeps the latest exemption and the latest time alone, whichever run writes last', async () => {
    await opened.ledger.putCredentials(ACCOUNT, [record]);
    for (const n of [4, 6, 5]) {
      await opened.ledger.rememberExemption(ACCOUNT, credential, `2026-01-0${n}`);
      await opened.ledger.rememberAlone(ACCOUNT, credential, at(n));
    }
    const known = await opened.recordOf(credential);
    assert.deepEqual([known?.lastExemptOn, known?.lastAloneAt], ['2026-01-06', at(6)]);
  });

  it('takes more than a page or a batch holds, and lets those that are gone end', async () => {
    const many = Array.from({ length: 60 }, (_, i) => ({
      ...record,
      credential: named(`ID${i}`),
      userName: `user${i}`,
    }));
    await opened.ledger.putCredentials(ACCOUNT, many);
    assert.equal((await opened.ledger.load(ACCOUNT)).credentials.size, 60);
    await opened.ledger.forgetCredentials(
      ACCOUNT,
      many.slice(1).map((each) => each.credential),
      at(16),
    );
    const { credentials } = await opened.ledger.load(ACCOUNT);
    assert.deepEqual([credentials.size, credentials.get('ID0')?.expiresAt], [60, undefined]);
    assert.ok(many.slice(1).every((each) => credentials.get(each.credential.id)?.expiresAt));
  });

  it('keeps all that is known of one that was missed and is found again', async () => {
    await opened.ledger.putCredentials(ACCOUNT, [record]);
    await opened.ledger.rememberExemption(ACCOUNT, credential, '2026-01-04');
    await opened.ledger.rememberAlone(ACCOUNT, credential, at(4));
    await opened.ledger.endDisabling(ACCOUNT, credential, at(5));
    const known = await opened.recordOf(credential);
    await opened.ledger.forgetCredentials(ACCOUNT, [credential], at(20));
    assert.deepEqual(await opened.recordOf(credential), { ...known, expiresAt: at(20) });
    const other = { ...record, credential: named('OTHER') };
    for (const found of [[record], [record, other]]) {
      await opened.ledger.forgetCredentials(ACCOUNT, [credential], at(20));
      await opened.ledger.putCredentials(ACCOUNT, found);
      assert.deepEqual(await opened.recordOf(credential), known);
    }
  });

  it('puts and forgets none', async () => {
    await opened.ledger.putCredentials(ACCOUNT, []);
    await opened.ledger.forgetCredentials(ACCOUNT, [], at(9));
    await opened.ledger.forgetCredentials(ACCOUNT, [named('NEVER')], at(9));
    assert.equal((await opened.ledger.load(ACCOUNT)).credentials.size, 0);
  });

  it('remembers that a disabling was begun, and how it ended', async () => {
    await opened.ledger.putCredentials(ACCOUNT, [record]);
    await opened.ledger.startDisabling(ACCOUNT, credential, 'first', at(3), 'a');
    await opened.ledger.startDisabling(ACCOUNT, credential, 'second', at(4), 'b');
    const begun = (await opened.recordOf(credential))?.disabling;
    assert.deepEqual([begun?.noticeId, begun?.since], ['second', at(4)]);
    assert.deepEqual(begun?.attempts.toSorted(), ['a', 'b']);
    await opened.ledger.endDisabling(ACCOUNT, credential, at(5));
    assert.deepEqual(await opened.recordOf(credential), { ...record, disabledAt: at(5) });
    await opened.ledger.startDisabling(ACCOUNT, credential, 'third', at(6), 'c');
    await opened.ledger.giveUpDisabling(ACCOUNT, credential, ['c']);
    assert.deepEqual(await opened.recordOf(credential), { ...record, disabledAt: at(5) });
  });

  it('keeps the last time at which it was disabled: a late run is for an older time than a press', async () => {
    await opened.ledger.putCredentials(ACCOUNT, [record]);
    await opened.ledger.endDisabling(ACCOUNT, credential, at(5));
    await opened.ledger.startDisabling(ACCOUNT, credential, 'late', at(4), 'a');
    await opened.ledger.endDisabling(ACCOUNT, credential, at(4));
    assert.deepEqual(await opened.recordOf(credential), { ...record, disabledAt: at(5) });
  });

  it('lets no try give up what another one has begun', async () => {
    await opened.ledger.putCredentials(ACCOUNT, [record]);
    await opened.ledger.startDisabling(ACCOUNT, credential, 'notice', at(3), 'a');
    await opened.ledger.startDisabling(ACCOUNT, credential, 'notice', at(3), 'b');
    await opened.ledger.giveUpDisabling(ACCOUNT, credential, ['b']);
    assert.deepEqual((await opened.recordOf(credential))?.disabling?.attempts, ['a']);
    await opened.ledger.giveUpDisabling(ACCOUNT, credential, ['b', 'a']);
    assert.deepEqual(await opened.recordOf(credential), record);
    await opened.ledger.giveUpDisabling(ACCOUNT, credential, []);
    assert.deepEqual(await opened.recordOf(credential), record);
  });

  it('begins no disabling that the next run could not find', async () => {
    await assert.rejects(opened.ledger.startDisabling(ACCOUNT, credential, 'notice', at(3), 'a'), {
      name: 'LedgerError',
    });
    assert.equal(await opened.recordOf(credential), undefined);
  });

  it('makes no record of one that is forgotten', async () => {
    await opened.ledger.endDisabling(ACCOUNT, credential, at(5));
    await opened.ledger.giveUpDisabling(ACCOUNT, credential, ['a']);
    await opened.ledger.rememberAlone(ACCOUNT, credential, at(4));
    await opened.ledger.rememberExemption(ACCOUNT, credential, '2026-01-04');
    assert.equal(await opened.recordOf(credential), undefined);
  });
}
