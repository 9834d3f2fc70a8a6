import assert from 'node:assert/strict';
import { Company, companyOfAlice, identity } from './testing/company';
import { wrapPorts } from './testing/wrap-ports';

describe('a run that dies late', () => {
  it('and was overlapped by one that gave the same key up has its key told of by the next', async () => {
    const { company: acme, keyId } = companyOfAlice();
    await acme.live(1, 90);
    let isGone = false;
    const ports = wrapPorts(acme.ports, async (name, call) => {
      if (isGone) throw new Error('the process is gone');
      if (name !== 'disable') return call();
      // Between the last look and the disabling the other run looks, and finds another type.
      acme.iam.changeUser(identity.id, 'alice', { tags: { type: 'machine' } });
      await other();
      await call();
      isGone = true;
      throw new Error('the process is gone');
    });
    const read = acme.iam.read.bind(acme.iam);
    const before = await read(identity);
    const other = () => {
      const stale = wrapPorts(acme.ports, (name, call) =>
        name === 'read' ? Promise.resolve(before) : call(),
      );
      return acme.run(91, { ports: stale, concurrency: 1 });
    };
    await assert.rejects(acme.run(91, { ports, concurrency: 1 }));
    assert.equal(await acme.statusOf(identity.id, keyId), 'Inactive');
    await acme.deliver();
    await acme.live(92, 92);
    assert.ok(acme.news.some((id) => id.startsWith(`key/${keyId}/disabled/`)));
  });

  it('before its summary is queued leaves its findings to the next summary', async () => {
    const acme = new Company();
    acme.iam.createUser(identity.id, 'stranger', { tags: {} });
    const ports = wrapPorts(acme.ports, (name, call) =>
      name === 'put' ? Promise.reject(new Error('the process is gone')) : call(),
    );
    await assert.rejects(acme.run(1, { ports }));
    await acme.live(2, 2);
    assert.match(acme.lastSummary.findings.join(), /stranger: the tag type is missing/);
  });
});
