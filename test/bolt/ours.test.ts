import assert from 'node:assert/strict';
import { cases } from './cases';
import { ourVerdict } from './ours';

describe('what Bolt was asked, too', () => {
  for (const { what, event, ours } of cases)
    it(`slack-in ${ours} ${what}`, async () => assert.equal(await ourVerdict(event), ours));
});
