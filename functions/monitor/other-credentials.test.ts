import assert from 'node:assert/strict';
import { statusAction } from '../../rules/credentials';
import type { OtherKind } from '../../rules/credentials/credential';
import type { Mode } from '../../rules/credentials/mode';
import type { IamUser } from '../../rules/model';
import { AccountError } from '../account-error';
import { Company, day, engineer, identity } from './testing/company';

const ID = 'CREDENTIAL0000000ABCD';
const kinds = ['service-specific', 'ssh-key', 'signing-certificate'] as const;
const fields = {
  'service-specific': 'serviceCredentials',
  'ssh-key': 'sshKeys',
  'signing-certificate': 'signingCertificates',
} as const;

function companyOf(kind: OtherKind, mode: Mode, tags: IamUser['tags'] = engineer) {
  const company = new Company();
  const one = { id: ID, status: 'Active', createdAt: day(0) } as const;
  const service = { ...one, service: 'bedrock.amazonaws.com' };
  company.iam.createUser(identity.id, 'alice', {
    tags,
    [fields[kind]]: [kind === 'service-specific' ? service : one],
  });
  const disabled: string[] = [];
  const disable = company.iam.disable.bind(company.iam);
  company.iam.disable = (account, userName, ref) => {
    disabled.push(`${ref.kind} ${ref.id}`);
    return disable(account, userName, ref);
  };
  const rules = { credentials: { [kind]: { do: mode } } };
  const status = async () => {
    const found = await company.iam.readAgain(identity, 'alice', kind);
    const held = found?.[fields[kind]];
    return Array.isArray(held) ? (held as { status: string }[])[0]?.status : undefined;
  };
  return { company, rules, disabled, status };
}

const told = (stages: readonly string[]) => stages.map((each) => `credential/${ID}/${each}`);

for (const kind of kinds)
  describe(`a run and an engineer’s ${kind}`, () => {
    it('messages nobody and touches nothing where it is only reported', async () => {
      const { company, rules, disabled, status } = companyOf(kind, 'report');
      await company.live(70, 100, { rules });
      assert.deepEqual(company.news, []);
      assert.deepEqual(disabled, []);
      assert.equal(await status(), 'Active');
    });

    it('reminds once a stage, and disables nothing, where it is to remind', async () => {
      const { company, rules, disabled, status } = companyOf(kind, 'remind');
      await company.live(70, 130, { rules });
      assert.deepEqual(company.news, told(['old-76', 'old-81', 'old-86', 'old-91']));
      assert.deepEqual(disabled, []);
      assert.equal(await status(), 'Active');
    });

    const warnings = ['reminder-76', 'reminder-81', 'reminder-86'];
    const disabledOn = `disabled/${day(91).toISOString().slice(0, 10)}`;

    it('warns, disables on the day that was named, and tells it, each once', async () => {
      const { company, rules, disabled, status } = companyOf(kind, 'disable');
      await company.live(70, 90, { rules });
      assert.deepEqual([await status(), company.news], ['Active', told(warnings)]);
      await company.live(91, 130, { rules });
      assert.deepEqual(company.news, told([...warnings, disabledOn]));
      assert.deepEqual(disabled, [`${kind} ${ID}`]);
      assert.equal(await status(), 'Inactive');
    });

    it('gives whoever is found with an old one the days of grace first', async () => {
      const { company, rules, status } = companyOf(kind, 'disable');
      await company.live(400, 404, { rules });
      assert.equal(await status(), 'Active');
      await company.live(405, 405, { rules });
      assert.equal(await status(), 'Inactive');
    });

    it('never disables a machine’s', async () => {
      const { company, rules, disabled } = companyOf(kind, 'disable', { type: 'machine' });
      await company.live(70, 130, { rules });
      assert.deepEqual(company.news, told(['old-76', 'old-81', 'old-86', 'old-91']));
      assert.deepEqual(disabled, []);
    });

    it('disables it again where somebody has enabled it, and says who', async () => {
      const { company, rules, disabled } = companyOf(kind, 'disable');
      await company.live(86, 91, { rules });
      const maker = { arn: 'arn:aws:iam::111111111111:user/mallory', isOwner: false };
      company.iam.enableAgain(identity.id, 'alice', { kind, id: ID }, maker);
      await company.live(92, 92, { rules });
      const last = company.told.findLast(({ notice }) => notice.kind === 'credential-disabled');
      assert.ok(last?.notice.kind === 'credential-disabled');
      assert.deepEqual([last.notice.cause, last.notice.reenabledBy], ['re-enabled', maker]);
      assert.equal(disabled.length, 2);
    });

    it('leaves it alone where an exemption came just before the last look', async () => {
      const { company, rules, disabled, status } = companyOf(kind, 'disable');
      await company.live(86, 90, { rules });
      const readAgain = company.iam.readAgain.bind(company.iam);
      company.iam.readAgain = (account, userName, of) => {
        const until = day(95).toISOString().slice(0, 10);
        const tags = { ...engineer, 'key-exempt-until': until };
        company.iam.changeUser(identity.id, 'alice', { tags });
        return readAgain(account, userName, of);
      };
      await company.live(91, 91, { rules });
      assert.deepEqual(disabled, []);
      assert.equal(await status(), 'Active');
    });

    for (const died of ['startDisabling', 'endDisabling'] as const)
      it(`finishes, and tells it, where a run died at ${died}`, async () => {
        const { company, rules, status } = companyOf(kind, 'disable');
        await company.live(86, 90, { rules });
        const { ledger } = company;
        const call = ledger[died].bind(ledger) as () => Promise<void>;
        ledger[died] = () => Promise.reject(new Error('died'));
        await company.run(91, { rules });
        ledger[died] = call;
        await company.live(92, 93, { rules });
        assert.equal(await status(), 'Inactive');
        const news = company.news.filter((id) => id.includes('/disabled/'));
        assert.equal(new Set(news).size, 1);
      });

    it('says in its summary, day after day, that it is not disabled, and of no notice', async () => {
      const { company, rules } = companyOf(kind, 'disable');
      await company.live(86, 90, { rules });
      company.iam.disable = ({ id }) =>
        Promise.reject(new AccountError('unreachable', id, statusAction(kind), 'timed out'));
      for (const on of [91, 92]) {
        await company.live(on, on, { rules });
        assert.match(company.lastSummary.heldBack.join(), /^[^,]*not disabled: unreachable/);
        assert.deepEqual(company.lastSummary.undelivered, []);
      }
    });

    it('says in its summary why it could not be done', async () => {
      const { company, rules, status } = companyOf(kind, 'disable');
      await company.live(86, 90, { rules });
      company.iam.disable = () => Promise.resolve('gone');
      await company.live(91, 91, { rules });
      assert.match(company.lastSummary.heldBack.join(), /…ABCD of alice not disabled: .* is gone/);
      assert.equal(await status(), 'Active');
    });
  });
