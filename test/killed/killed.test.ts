import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { makeBundles, type Bundles } from './bundles';
import { Dice } from './dice';
import { COMMAND } from './moves/killable-command';
import { plantedBugs } from './planted';
import { play } from './play';
import { RandomReaper } from './reaper';

describe('the functions’ processes, killed on purpose', () => {
  let bundles: Bundles;
  before(async () => {
    bundles = await makeBundles();
  });
  after(() => bundles.remove());

  it('keep the promises', async () => {
    const reaper = new RandomReaper(new Dice('in npm test'), 24, 0.8);
    const { broken, completed, disabled, messages, taken } = await play(bundles, [87, 91], reaper);
    assert.deepEqual(broken, []);
    assert.ok(reaper.kills.length >= 12, `${reaper.kills.length} kills`);
    assert.ok(completed > 0 && disabled > 0 && messages > 0 && taken > 0);
    const dead = new Set(reaper.kills.map(({ functionName }) => functionName));
    assert.ok(dead.has('slack-in') && dead.has('act'), [...dead].join());
  });

  it('keep them while people leave their keys, and go back', async () => {
    const reaper = new RandomReaper(new Dice('moves in npm test'), 30, 0.6);
    const { broken, steps, disabled } = await play(bundles, [75, 84], reaper);
    assert.deepEqual(broken, []);
    const dead = new Set(reaper.kills.map(({ functionName }) => functionName));
    assert.ok(dead.has('monitor') && dead.has(COMMAND), [...dead].join());
    assert.ok(steps >= 6 && disabled > 0, `${steps} steps, ${disabled} disabled`);
  });
});

describe('the bugs that `npm run test:killed` plants', () => {
  for (const { name, bug } of plantedBugs)
    it(`can still be planted: ${name}`, () => {
      const source = readFileSync(path.join(__dirname, '..', '..', bug.file), 'utf8');
      assert.ok(source.includes(bug.text), `${bug.file} no longer holds ${bug.text}`);
    });
});
