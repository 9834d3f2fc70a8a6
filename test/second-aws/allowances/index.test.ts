import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Company } from '../company';
import { isRefused, type Allowance } from './allowance';
import { allowances, makeAllowances } from '.';

/** No allowance of these tests asks it. */
const company = {} as Company;

/** A MiniStack that refuses, until something is granted that helps. */
function allowance({ refuses, helps }: { refuses: boolean; helps?: boolean }): Allowance {
  let isRefusing = refuses;
  const grant = () => {
    isRefusing &&= !helps;
    return Promise.resolve();
  };
  return {
    id: 'one',
    reason: '',
    isNeeded: () => Promise.resolve(isRefusing),
    ...(helps !== undefined && { grant }),
  };
}

describe('what MiniStack is allowed for', () => {
  it('has an id of its own and a reason for each', () => {
    const ids = allowances.map(({ id }) => id);
    assert.deepEqual(ids, [...new Set(ids)]);
    for (const { reason } of allowances) assert.match(reason, /MiniStack/);
  });

  it('is what docs/testing.md names', () => {
    const page = path.join(__dirname, '..', '..', '..', 'docs', 'testing.md');
    const section = readFileSync(page, 'utf8').split('## On a second AWS')[1]?.split('\n## ')[0];
    const named = [...(section?.matchAll(/^\| `([\w-]+)`/gm) ?? [])].map(([, id]) => id);
    assert.deepEqual(
      named,
      allowances.map(({ id }) => id),
    );
  });

  for (const [what, given, wrong] of [
    ['needed, and nothing is granted', { refuses: true }, undefined],
    ['needed, and what is granted helps', { refuses: true, helps: true }, undefined],
    ['needed, and what is granted does not help', { refuses: true, helps: false }, /does not help/],
    ['not needed', { refuses: false }, /one is no longer needed/],
    ['not needed, with something to grant', { refuses: false, helps: true }, /no longer needed/],
  ] as const)
    it(`is ${wrong ? 'wrong' : 'right'} where it is ${what}`, async () => {
      const found = await makeAllowances(company, [allowance(given)]);
      assert.equal(found.length, wrong ? 1 : 0);
      if (wrong) assert.match(found[0] ?? '', wrong);
    });

  it('takes no other error for a refusal', async () => {
    const failing = (name: string) => () =>
      Promise.reject(Object.assign(new Error('no'), { name }));
    assert.equal(await isRefused(failing('AccessDenied')), true);
    assert.equal(await isRefused(failing('AccessDeniedException')), true);
    assert.equal(await isRefused(() => Promise.resolve()), false);
    await assert.rejects(() => isRefused(failing('InvalidClientTokenId')));
    await assert.rejects(() => isRefused(failing('NoSuchEntity')));
  });
});
