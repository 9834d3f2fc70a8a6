import assert from 'node:assert/strict';
import { z } from 'zod';
import { accountsSettingSchema, knownAccount } from './accounts-setting';
import { EnvironmentError, readEnvironment } from './environment';

describe('KEYTURN_ACCOUNTS', () => {
  const schema = z.object({ KEYTURN_ACCOUNTS: accountsSettingSchema });
  const read = (value: unknown): readonly string[] => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    try {
      readEnvironment(schema, { KEYTURN_ACCOUNTS: text });
      return [];
    } catch (error) {
      assert.ok(error instanceof EnvironmentError);
      return error.problems;
    }
  };
  const account = { id: '111111111111', name: 'identity' };

  for (const value of [
    { list: [account] },
    { list: [] },
    { organization: {} },
    {
      organization: {
        exclude: ['222222222222'],
        roleArn: 'arn:aws-cn:iam::111111111111:role/list',
      },
    },
  ])
    it(`may be ${JSON.stringify(value)}`, () => assert.deepEqual(read(value), []));

  const wrong: readonly (readonly [value: unknown, problem: RegExp])[] = [
    ['{', /^KEYTURN_ACCOUNTS is "\{": expected JSON$/],
    [{}, /expected \{"list": …\} or \{"organization": …\}$/],
    [{ list: [account], organization: {} }, /expected \{"list": …\} or \{"organization": …\}$/],
    [
      { list: [{ ...account, id: '1111' }] },
      / at list\.0\.id: expected an account id of 12 digits$/,
    ],
    [{ list: [{ id: account.id }] }, / at list\.0\.name: /],
    [{ list: [account], lists: 1 }, /nrecognized key.*lists/],
    [{ organization: { exclude: ['x'] } }, / at organization\.exclude\.0: /],
    [{ organization: { roleArn: 'audit' } }, / at organization\.roleArn: expected a role's ARN$/],
  ];
  for (const [value, problem] of wrong)
    it(`may not be ${JSON.stringify(value)}`, () => {
      const [found, ...others] = read(value);
      assert.match(String(found), problem);
      assert.deepEqual(others, []);
    });

  it('knows the accounts of its list alone', () => {
    assert.deepEqual(knownAccount({ list: [account] }, '111111111111'), account);
    assert.equal(knownAccount({ list: [account] }, '222222222222'), undefined);
  });
});
