import assert from 'node:assert/strict';
import { CredentialCompany } from './company';

const settings = '  keyturn:settings: {unusedAge: 10, unused: disable}\n';
/** Its last four characters, as messages have it. */
const shown = (id: string) => `…${id.slice(-4)}`;

describe('the deployed monitor and keys that nobody uses, where those are disabled', () => {
  let company: CredentialCompany;
  let [forgotten, used, machines] = ['', '', ''];
  before(async () => {
    company = await CredentialCompany.found(undefined, settings);
    forgotten = await company.makeKey(0, 'alice');
    // The last time after the warning, before its day.
    used = await company.makeKey(0, 'bob', 14);
    machines = await company.makeKey(0, 'backup');
    await company.run(1);
    await company.run(9);
  });
  after(() => company.stop());

  const told = () => [...company.told('alice'), ...company.told('bob')];

  it('tells the owners on the tenth day, and the channel, and says what keeps the key', async () => {
    assert.deepEqual(told(), []);
    await company.run(10);
    for (const [who, id] of [
      ['alice', forgotten],
      ['bob', used],
    ] as const) {
      const [message, ...others] = company.told(who);
      assert.deepEqual(others, []);
      assert.match(
        message ?? '',
        new RegExp(
          `your AWS key ${shown(id)} .* for 10 days: delete it, or use it before Saturday, 16 January 2027`,
        ),
      );
      assert.ok(company.told('channel').some((text) => text.includes(`AWS key ${shown(id)} of`)));
    }
    assert.ok(!company.told('channel').some((text) => text.includes(shown(machines))));
    assert.deepEqual(await company.changes(), []);
  });

  it('tells nobody again', async () => {
    await company.run(14);
    assert.deepEqual(told(), []);
    assert.deepEqual(await company.changes(), []);
  });

  it('disables, on the day that was named, the one that nobody has used since', async () => {
    await company.run(15);
    assert.deepEqual(company.told('bob'), []);
    assert.match(
      company.told('alice').join(),
      new RegExp(`${shown(forgotten)} .* is disabled. Nobody had used it`),
    );
    assert.deepEqual(await company.changes(), ['UpdateAccessKey alice']);
    assert.deepEqual(await company.statusOf('alice'), [`${forgotten} Inactive`]);
    assert.deepEqual(await company.statusOf('bob'), [`${used} Active`]);
    assert.deepEqual(await company.statusOf('backup'), [`${machines} Active`]);
  });

  it('warns the other owner anew, ten days after the use', async () => {
    await company.run(23);
    assert.deepEqual(told(), []);
    await company.run(25);
    assert.match(company.told('bob').join(), /before Sunday, 31 January 2027/);
    assert.deepEqual(company.told('alice'), []);
  });

  it('writes no id in full into its log', () => {
    for (const id of [forgotten, used, machines]) assert.ok(!company.logs.includes(id));
  });
});
