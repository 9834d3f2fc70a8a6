import assert from 'node:assert/strict';
import { isOpenSince, isOpenTo, type Moved } from './moved';

const at = (time: string) => new Date(`2026-03-05T${time}:00Z`);

/** Abel has left his key, and goes back between two tries of the day's run, of which the second sees it. */
const moved: Moved = {
  tagged: [
    { who: 'abel', at: at('06:00'), access: ['sign-in'] },
    { who: 'abel', at: at('08:02'), access: ['key', 'sign-in'] },
  ],
  ...{ signedIn: [], forced: [], told: [], foundOpen: [], steps: 0, broken: [] },
};

describe('what a story knows of who moves', () => {
  it('is that nobody has to be warned who went back while the day’s run was tried', () => {
    assert.equal(isOpenTo(moved, 'abel', at('08:00')), false);
    assert.equal(isOpenSince(moved, 'abel', at('08:00')), true);
  });

  it('is of each their own', () => assert.equal(isOpenSince(moved, 'kim', at('08:00')), false));

  it('is that who has left since must be warned', () => {
    const left = { who: 'abel', at: at('09:00'), access: ['sign-in'] };
    const again = { ...moved, tagged: [...moved.tagged, left] };
    assert.equal(isOpenSince(again, 'abel', at('10:00')), false);
  });
});
