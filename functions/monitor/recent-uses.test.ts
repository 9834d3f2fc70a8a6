import assert from 'node:assert/strict';
import type { NoticeOf } from '../../rules/notices';
import { Company, companyOfAlice, day, engineer, identity, production } from './testing/company';
import { portsUntil } from './testing/wrap-ports';

const script = {
  source: 'ecr.amazonaws.com',
  address: '198.51.100.7',
  userAgent: 'aws-sdk-go/1.44.1 (go1.19)',
};

/** Alice's key, which a script uses, too, on the day before that one. */
function companyWithScript(on: number) {
  const { company, keyId } = companyOfAlice();
  useKey(company, keyId, on - 1);
  return { company, keyId };
}

function useKey(company: Company, keyId: string, on: number, accountId = identity.id) {
  const lastUsed = { at: day(on), service: 'ecr', region: 'eu-central-1' };
  company.iam.changeKey(accountId, keyId, { lastUsed });
  company.uses.use(accountId, keyId, { ...script, at: day(on) });
}

type Reminder = NoticeOf<'key-reminder' | 'machine-key-old'>;

function reminders({ told }: Company): readonly Reminder[] {
  return told
    .map(({ notice }) => notice)
    .filter((each): each is Reminder => ['key-reminder', 'machine-key-old'].includes(each.kind));
}

const ofScript = (on: number) => ({
  program: 'aws-sdk-go/1.44.1',
  address: '198.51.100.7',
  service: 'ecr',
  at: day(on).toISOString(),
});
const asking = 'CloudTrail was asked who uses keys';

describe('who uses a key', () => {
  it('is said by each reminder of it, and asked once for each', async () => {
    const { company: acme, keyId } = companyWithScript(76);
    await acme.live(70, 79);
    assert.deepEqual(reminders(acme)[0]?.recentUses, [ofScript(75)]);
    assert.deepEqual(acme.uses.asked, [keyId]);
    useKey(acme, keyId, 80);
    await acme.live(80, 85);
    assert.deepEqual(acme.uses.asked, [keyId, keyId]);
    assert.deepEqual(reminders(acme)[1]?.recentUses, [ofScript(80)]);
  });

  it('is said to a machine’s owner, too', async () => {
    const acme = new Company();
    acme.iam.createUser(production.id, 'deployer', { tags: { type: 'machine' } });
    const { id } = acme.iam.createKey(production.id, 'deployer');
    useKey(acme, id, 75, production.id);
    await acme.live(74, 76);
    assert.deepEqual(
      reminders(acme).map(({ kind, recentUses }) => [kind, recentUses]),
      [['machine-key-old', [ofScript(75)]]],
    );
  });

  it('is not asked where nobody is told, nor on a dry run', async () => {
    const { company: acme } = companyWithScript(76);
    await acme.live(70, 75);
    await acme.run(76, { dryRun: true });
    await acme.run(76, { dryRunAccounts: new Set([identity.id]) });
    assert.deepEqual(acme.uses.asked, []);
  });

  it('is not asked of a key that IAM has not seen for as long as CloudTrail is asked for', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(74, 76);
    useKey(acme, keyId, 66);
    await acme.live(77, 81);
    assert.equal(reminders(acme).length, 2);
    assert.deepEqual(acme.uses.asked, []);
    useKey(acme, keyId, 72);
    await acme.live(82, 86);
    assert.deepEqual(acme.uses.asked, [keyId]);
  });

  it('is asked where IAM does not say when it was used', async () => {
    const { company: acme, keyId } = companyWithScript(76);
    acme.iam.changeKey(identity.id, keyId, { lastUsed: { unknown: 'denied' } });
    await acme.live(75, 76);
    assert.deepEqual(reminders(acme)[0]?.recentUses, [ofScript(75)]);
  });

  it('keeps no reminder from anybody, where CloudTrail can’t be asked, and that is in the log', async () => {
    const { company: acme } = companyWithScript(76);
    acme.uses.refuse(identity.id, 'throttled at cloudtrail:LookupEvents: slow');
    await acme.live(74, 79);
    assert.equal(reminders(acme).length, 1);
    assert.ok(!('recentUses' in (reminders(acme)[0] ?? assert.fail())));
    assert.deepEqual(
      acme.logged.filter(({ message }) => message === asking).map(({ details }) => details),
      [
        {
          accountId: identity.id,
          keys: 1,
          known: 0,
          failed: ['throttled at cloudtrail:LookupEvents: slow'],
        },
      ],
    );
  });

  it('has no place in a reminder where CloudTrail knows of no use', async () => {
    const { company: acme, keyId } = companyOfAlice();
    acme.iam.changeKey(identity.id, keyId, { lastUsed: { at: day(75), service: 's3' } });
    await acme.live(74, 76);
    assert.ok(!('recentUses' in (reminders(acme)[0] ?? assert.fail())));
    assert.deepEqual(acme.uses.asked, [keyId]);
  });

  it('is not asked again for a reminder that was planned and not delivered', async () => {
    const { company: acme, keyId } = companyWithScript(76);
    await acme.live(74, 75);
    // It dies before the reminder is in the queue.
    await acme.run(76, { ports: portsUntil(acme.ports, 'planNotice') }).catch(() => undefined);
    useKey(acme, keyId, 77);
    await acme.live(77, 78);
    assert.deepEqual(acme.uses.asked, [keyId]);
    assert.deepEqual(
      reminders(acme).map(({ id, recentUses }) => [id, recentUses]),
      [[`key/${keyId}/reminder-76`, [ofScript(75)]]],
    );
  });

  it('is asked of all that are told of in an account, one after the other', async () => {
    const acme = new Company();
    const ids = ['ada', 'ben', 'carla'].map((name) => {
      acme.iam.createUser(identity.id, name, { tags: engineer });
      return acme.iam.createKey(identity.id, name).id;
    });
    for (const id of ids) useKey(acme, id, 75);
    await acme.live(75, 77);
    assert.deepEqual(acme.uses.asked, ids);
    assert.equal(new Set(reminders(acme).map(({ id }) => id)).size, 3);
    const lines = acme.logged.filter(({ message }) => message === asking);
    assert.deepEqual(
      lines.map(({ details }) => details),
      [{ accountId: identity.id, keys: 3, known: 3, failed: [] }],
    );
  });
});
