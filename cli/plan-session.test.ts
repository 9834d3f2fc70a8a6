import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { CreateUserCommand } from '@aws-sdk/client-iam';
import { clientsOf } from '../emulation/moto/test-clients';
import { hands } from '../emulation/people/credentials';
import { chosenKinds, type ChosenKind } from '../rules/credentials';
import { auditSessionPermissions } from '../rules/policies/audit-session-permissions';
import { isAllowed } from '../rules/policies/testing/decide';
import { exitCodes } from './exit-codes';
import { Company, PRODUCTION, ROLE } from './testing/company';
import { Keyturn } from './testing/keyturn';

const DAY_MS = 86_400_000;

describe('keyturn plan in another account, of a company that disables every kind of credential', () => {
  let keyturn: Keyturn;
  let company: Company;
  let file: string;
  const ids: Partial<Record<ChosenKind, string>> = {};
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => {
    company = await Company.open();
    const { moto } = company;
    const { iam } = clientsOf(moto, await moto.credentialsFor(PRODUCTION));
    const now = await moto.now();
    await moto.setClock(new Date(now.getTime() - 100 * DAY_MS));
    await iam.send(
      new CreateUserCommand({ UserName: 'pat', Tags: [{ Key: 'type', Value: 'engineer' }] }),
    );
    for (const kind of chosenKinds) ids[kind] = await hands[kind].make(iam, 'pat');
    await moto.setClock(now);
    file = path.join(keyturn.folder, 'Pulumi.monitor.yaml');
    const modes = chosenKinds.map((kind) => `${kind}: {do: disable}`).join(', ');
    writeFileSync(file, `config:\n  keyturn:credentials: {${modes}}\n`);
  });
  after(() => company.stop());

  it('shows what becomes of each, by calls that its session may make', async () => {
    const { moto, env } = company;
    const before = (await moto.recordedCalls()).length;
    const args = ['--accounts', PRODUCTION, '--role-name', ROLE, '--config', file];
    const { code, stdout, stderr } = await keyturn.run(['plan', ...args], { env });
    assert.equal(code, exitCodes.fine, stderr);
    for (const kind of chosenKinds)
      assert.match(stdout, new RegExp(`pat +${kind} ${ids[kind]} +send credential-reminder`));
    const calls = (await moto.recordedCalls())
      .slice(before)
      .filter(({ account, service }) => account === PRODUCTION && service === 'iam');
    const actions = [...new Set(calls.map(({ action }) => `iam:${action}`))];
    assert.ok(actions.includes('iam:ListSigningCertificates'), actions.join());
    const home = { partition: 'aws', accountId: PRODUCTION };
    for (const { action, about } of calls) {
      // One that names no user is about all, and so about one whom no policy names.
      const isOfAll = action === 'ListServiceSpecificCredentials';
      const user = about['UserName'] ?? (isOfAll ? 'whoever-it-is' : undefined);
      const question = {
        principal: `arn:aws:sts::${PRODUCTION}:assumed-role/${ROLE}/keyturn`,
        action: `iam:${action}`,
        resource: user ? `arn:aws:iam::${PRODUCTION}:user/${user}` : '*',
        resourceAccountId: PRODUCTION,
        context: {},
        identityPolicies: [auditSessionPermissions(home)],
      };
      assert.ok(await isAllowed(question), question.action);
    }
  });
});
