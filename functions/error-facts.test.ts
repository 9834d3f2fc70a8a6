import assert from 'node:assert/strict';
import { errorFacts } from './error-facts';

describe('an error in a log', () => {
  it('has its name, message, code, stack and cause', () => {
    const cause = Object.assign(new TypeError('below'), { code: 'E_BELOW' });
    const { stack, ...facts } = errorFacts(new Error('above', { cause }));
    assert.match(String(stack), /above/);
    assert.equal(facts.name, 'Error');
    assert.equal(facts.cause?.name, 'TypeError');
    assert.equal(facts.cause.code, 'E_BELOW');
  });

  it('has no whole key id, however deep', () => {
    const keyId = 'AKIAEXAMPLE0ANNAWXYZ';
    const error = new Error(`no ${keyId}`, {
      cause: new Error(keyId, { cause: `about ${keyId}` }),
    });
    const text = JSON.stringify(errorFacts(error));
    assert.doesNotMatch(text, /AKIA/);
    assert.match(text, /…WXYZ/);
  });
});
