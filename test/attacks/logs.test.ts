import assert from 'node:assert/strict';
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsOf } from '../../emulation/company/aws-of';
import { Administrator } from '../../emulation/people/administrator';
import { found, settings, type Company } from '../permissions/companies';
import { SecretWatch } from './secrets';

const day = (n: number, hour = 8) => new Date(Date.UTC(2027, 0, 1 + n, hour));
const inOrganization = settings.find(({ name }) => name.includes('that a role lists'));

// In parts, so that no scanner takes them for secrets.
const planted = {
  token: ['xoxb', 'planted', '0123456789'].join('-'),
  noToken: 'planted-instead-of-a-token',
  keyId: 'AKIA' + 'EXAMPLE0PLANTED1',
};

describe('the functions’ logs at the level DEBUG, where everything goes wrong', () => {
  let company: Company;
  const secrets: string[] = Object.values(planted);

  before(async () => {
    assert.ok(inOrganization);
    company = await found(inOrganization, day(0, 6));
    const { moto, slack } = company.emulated;
    secrets.push(slack.token);
    const account = company.setting.identity;
    const administrator = new Administrator(moto, await moto.credentialsFor(account));
    secrets.push(
      await administrator.createKeyFor('alice'),
      await administrator.createKeyFor('alice'),
    );
    await company.emulated.turnTo(day(0, 7));
  });
  after(() => company?.emulated.stop());

  async function keepInSecret(value: string): Promise<void> {
    const { moto } = company.emulated;
    const place = { accountId: '333333333333', region: 'eu-central-1' };
    const client = new SecretsManagerClient(await awsOf(moto, place));
    const SecretId = 'keyturn/slack-token';
    await client.send(new PutSecretValueCommand({ SecretId, SecretString: value }));
  }

  const troubles: readonly (readonly [what: string, expected: RegExp, () => Promise<unknown>])[] = [
    [
      'another token is in the secret, which Slack refuses',
      /invalid_auth/,
      async () => {
        await keepInSecret(planted.token);
        await company.emulated.run(day(1));
      },
    ],
    [
      'the secret holds something else',
      /is not a bot token/,
      async () => {
        await keepInSecret(planted.noToken);
        await company.emulated.functionOf('keyturn-notify').kill();
        await company.emulated.run(day(2));
      },
    ],
    [
      'an account refuses every call',
      /access-denied/,
      async () => {
        await company.emulated.moto.refuse([company.setting.identity]);
        await fails(company.emulated.runAgain(day(3), day(3)));
        await company.emulated.moto.refuse([]);
      },
    ],
    [
      'a key event is none',
      /not announced/,
      () =>
        fails(
          company.emulated.wake(
            'keyturn-key-events',
            { id: planted.keyId, detail: { eventName: planted.keyId, accessKeyId: planted.token } },
            day(4),
          ),
        ),
    ],
    [
      'a notice is none',
      /NoticeBodyError/,
      async () => {
        const notify = company.emulated.functionOf('keyturn-notify');
        for (const body of [
          planted.keyId,
          JSON.stringify({ kind: planted.token, [planted.keyId]: 1 }),
        ])
          await notify.invoke({ Records: [{ messageId: '1', body, attributes: {} }] }, day(4));
      },
    ],
    [
      'the schedule says something else',
      /MonitorEventError/,
      () =>
        fails(company.emulated.wake('keyturn-monitor', { scheduledTime: planted.keyId }, day(5))),
    ],
  ];
  for (const [what, expected, happen] of troubles)
    it(`hold no secret: ${what}`, async () => {
      const before = company.emulated.logs.length;
      await happen();
      const { logs } = company.emulated;
      assert.match(logs, expected);
      assert.ok(logs.length > before);
      for (const [i, secret] of secrets.entries())
        assert.ok(!logs.includes(secret), `secret ${i} is in a log`);
      const watch = new SecretWatch();
      watch.read(logs, logs, 'the logs');
      assert.deepEqual(watch.found, []);
    });
});

async function fails(run: Promise<unknown>): Promise<void> {
  await assert.rejects(run);
}
