import assert from 'node:assert/strict';
import { Noticing } from './noticing';

const named = { name: 'somebody is nobody', because: 'nobody is asked about' };

describe('which wrong documents a second judge notices', () => {
  it('is counted, and of the others why not', () => {
    const noticing = new Noticing([named]);
    noticing.note('all roles', 2);
    noticing.note('no role', 3);
    noticing.note(named.name, 0);
    assert.deepEqual(noticing.wrong(), []);
    assert.deepEqual(noticing.lines(), [
      'wrong documents: 3',
      'noticed: 2, by 5 answers that the rules do not want',
      'not noticed: 1',
      '  somebody is nobody: nobody is asked about',
    ]);
  });

  for (const [what, name, wrongAnswers, wrong] of [
    ['that is not noticed without a reason', 'all roles', 0, /all roles: not noticed, and nothing/],
    ['that is noticed against the reason', named.name, 1, /nobody: noticed, though something says/],
    ['that is gone', 'all roles', 1, /somebody is nobody: there is no such/],
  ] as const)
    it(`is wrong of one ${what}`, () => {
      const noticing = new Noticing([named]);
      noticing.note(name, wrongAnswers);
      if (name !== named.name && wrongAnswers === 0) noticing.note(named.name, 0);
      const [found = '', ...more] = noticing.wrong();
      assert.match(found, wrong);
      assert.deepEqual(more, []);
    });

  it('is of wrong documents with names of their own', () => {
    const noticing = new Noticing([]);
    noticing.note('all roles', 1);
    assert.throws(() => noticing.note('all roles', 0), /two wrong documents all roles/);
  });
});
