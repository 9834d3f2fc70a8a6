import assert from 'node:assert/strict';
import { isSameName, withoutCase } from './without-case';

describe('names that IAM does not tell apart', () => {
  const same: [string, string][] = [
    ['alice', 'alice'],
    ['alice', 'ALICE'],
    ['Key-Exempt-Until', 'key-exempt-until'],
    ['a+b=c,d.e@f_g', 'A+B=C,D.E@F_G'],
    ['Kostenträger', 'KOSTENTRÄGER'],
  ];
  const different: [string, string][] = [
    ['alice', 'alic'],
    ['alice', 'alice '],
    ['alice', 'alicé'],
    ['slack-id', 'slack_id'],
    ['', 'a'],
    // Not by case alone, though in capitals both are STRASSE.
    ['straße', 'strasse'],
  ];
  for (const [one, other] of same)
    it(`${one} is ${other}`, () => {
      assert.ok(isSameName(one, other));
      assert.ok(isSameName(other, one));
      assert.equal(withoutCase(one), withoutCase(other));
    });
  for (const [one, other] of different)
    it(`${JSON.stringify(one)} is not ${JSON.stringify(other)}`, () => {
      assert.ok(!isSameName(one, other));
      assert.ok(!isSameName(other, one));
      assert.notEqual(withoutCase(one), withoutCase(other));
    });
});
