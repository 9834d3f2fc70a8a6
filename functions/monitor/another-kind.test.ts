import assert from 'node:assert/strict';
import { aPlanted, holderOf, plantKind } from '../../rules/testing/planted-kind';
import { Company, day, identity } from './testing/company';

const ID = 'PLANTED0000000000001';
const told = `planted/${ID}/old-10`;

describe('a notice about another kind of credential', () => {
  plantKind();

  it('is kept as long as that is there, so that it is not told again', async () => {
    const company = new Company();
    const { name } = company.iam.createUser(identity.id, 'alice', {
      ...holderOf([aPlanted(ID, 0)]),
    });
    const delivery = { at: day(10), channel: 'C1', ts: '1' };
    await company.ledger.recordTeam(identity.id, told, day(10), delivery);
    const endsAt = async () =>
      (await company.ledger.load(identity.id)).notices.get(told)?.expiresAt;

    await company.run(11);
    assert.equal(await endsAt(), undefined);
    company.iam.deleteUser(identity.id, name);
    await company.run(12);
    assert.deepEqual(await endsAt(), day(102));
  });
});
