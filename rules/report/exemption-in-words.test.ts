import assert from 'node:assert/strict';
import { exemptionCells, exemptionInWords, exemptionOf } from './exemption-in-words';

describe('an exemption in words', () => {
  it('says why, and who allowed it', () => {
    const stated = exemptionOf({ exemptReason: 'a demo', exemptBy: 'bob' });
    assert.deepEqual(stated, { reason: 'a demo', approvedBy: 'bob' });
    assert.equal(exemptionInWords(stated), '“a demo”, allowed by bob');
    assert.deepEqual(exemptionCells(stated), stated);
  });

  it('says that a tag says nothing', () => {
    const nothing = exemptionOf({ exemptReason: undefined, exemptBy: undefined });
    assert.deepEqual(nothing, {});
    assert.equal(exemptionInWords(nothing), 'no reason given, nobody named who allowed it');
    assert.deepEqual(exemptionCells(nothing), { reason: 'none given', approvedBy: 'nobody named' });
  });

  it('says that a report did not say', () => {
    assert.equal(exemptionInWords(undefined), 'reason and who allowed it not known');
    assert.deepEqual(exemptionCells(undefined), { reason: 'not known', approvedBy: 'not known' });
  });
});
