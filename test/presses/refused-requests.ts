import assert from 'node:assert/strict';
import {
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { awsOf } from '../../emulation/company/aws-of';
import type { AppRequest, Twist } from '../../emulation/slack/requests/app-requests';
import type { Pressing } from './pressing';
import { accounts, enterprise, signingSecrets } from './settings';

type Send = (the: Pressing) => Promise<AppRequest>;

const pressed =
  (twist: Twist): Send =>
  ({ company, keyOf }) =>
    company.press('not-mine', keyOf('person-6'), undefined, twist);

/** What Slack has signed for this app, of which something is left out or other. */
const without =
  (...names: readonly string[]): Send =>
  async ({ company, keyOf }) => {
    const { headers, body } = await company.press('mine', keyOf('person-6'), undefined, {
      secret: 'nobodys-secret-of-this-test',
    });
    const kept = Object.entries(headers).filter(([name]) => !names.includes(name));
    return company.slack.requests.replay({ headers: Object.fromEntries(kept), body });
  };

const another = { id: 'T0SOMEBODYS', domain: 'somebodys' };
const cases: readonly (readonly [what: string, send: Send, status: number, refused: number])[] = [
  ['is forged', pressed({ secret: 'forged-by-somebody-else' }), 401, 1],
  ['is late', pressed({ secondsLate: 301 }), 401, 1],
  ['is of the future', pressed({ secondsLate: -301 }), 401, 1],
  ['is too large', pressed({ bytesMore: 64 * 1024 }), 413, 1],
  ['is of another workspace', pressed({ installation: { team: another } }), 403, 1],
  ['is of another organization', pressed({ installation: { team: null, enterprise } }), 403, 1],
  ['is of another app', pressed({ installation: { appId: 'A0SOMEBODYS' } }), 403, 1],
  ['has no signature', without('x-slack-signature'), 401, 2],
  ['has no time', without('x-slack-request-timestamp'), 401, 2],
];

/** Requests that are not Slack's for this app, and what they cost. */
export function refusedRequests(the: () => Pressing): void {
  const refusedSoFar = () => {
    const { log } = the().company.emulated.functionOf('keyturn-slack-in');
    return (log.match(/"RequestsRefused":1/g) ?? []).length;
  };
  const actsSoFar = () => the().company.emulated.functionOf('keyturn-act').log.length;

  /** Nothing comes of it, but that it is counted. */
  async function refuses(send: Send, status: number, count: number): Promise<void> {
    const { company, changes } = the();
    const before = [company.slack.calls.length, actsSoFar(), company.aws.sessions];
    const refused = refusedSoFar();
    const changed = await changes(async () => {
      const sent = await send(the());
      assert.deepEqual([sent.status, sent.answer], [status, '']);
      await company.pass(2);
    });
    assert.deepEqual(changed, {});
    const after = [company.slack.calls.length, actsSoFar(), company.aws.sessions];
    assert.deepEqual(after, before);
    assert.equal(refusedSoFar() - refused, count);
  }

  for (const [what, send, status, refused] of cases)
    it(`are refused and counted, and nothing else comes of one that ${what}`, () =>
      refuses(send, status, refused));

  it('are refused where they come a second time', async () => {
    const { company, keyOf } = the();
    const sent = await company.press('mine', keyOf('person-5'));
    assert.equal(sent.status, 200);
    await company.pass(2);
    await refuses(({ company: { slack } }) => slack.requests.replay(sent), 401, 1);
  });

  it('are taken with the secret of before and with the new one, and not with an older', async () => {
    const { company, keyOf } = the();
    const place = { accountId: accounts.monitor, region: 'eu-central-1' };
    const client = new SecretsManagerClient(await awsOf(company.emulated.moto, place));
    const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
    const SecretId = SecretList.find(({ Name }) => Name?.includes('signing'))?.Name;
    const rotateTo = async (SecretString: string) => {
      await client.send(new PutSecretValueCommand({ SecretId, SecretString }));
      await company.pass(61);
    };
    const [first = '', second = ''] = signingSecrets;
    const status = async (secret: string, userName: string) =>
      (await company.press('mine', keyOf(userName), undefined, { secret })).status;
    await rotateTo(second);
    assert.equal(await status(second, 'person-10'), 200);
    assert.equal(await status(first, 'person-11'), 200);
    await rotateTo('planted-third-signs');
    company.slack.requests.secret = 'planted-third-signs';
    assert.equal(await status(second, 'person-9'), 200);
    // So long it has both at hand.
    await company.pass(5 * 60);
    await refuses(pressed({ secret: first }), 401, 1);
  });
}
