import assert from 'node:assert/strict';
import { render } from '../../functions/messages';
import { examples } from '../../functions/messages/examples';
import { teamChannel } from './company';
import { isSummary, readMessage } from './messages';
import type { Kind } from './people';

const kinds: Readonly<Record<string, Kind>> = {
  'key-reminder': 'reminder',
  'second-key': 'second-key',
  'key-disabled': 'disabled',
  'machine-key-old': 'machine-old',
  'key-created': 'created',
  'key-reenabled': 'enabled-again',
};

const ring = { nameOf: (lastFour: string) => lastFour };

describe('a message of the eight days', () => {
  for (const { name, notice, reader } of examples) {
    const { text } = render(notice, reader);
    const what = kinds[notice.kind];
    if (what !== undefined)
      it(`is known: ${name}`, () => {
        const id = 'key' in notice ? notice.key.id : 'keyId' in notice ? notice.keyId : '';
        const read = readMessage({ to: 'U0', text }, ring);
        assert.ok('what' in read, text);
        assert.deepEqual([read.what, read.key], [what, id.slice(-4)]);
        assert.equal(read.stops !== undefined, 'stopsOn' in notice);
        if (read.stops !== undefined) assert.match(read.stops, /^\w+, \d+ \w+ \d{4}$/);
        assert.equal(isSummary({ to: teamChannel, text }), false);
      });
    if (notice.kind === 'daily-summary')
      it(`is known for a summary: ${name}`, () => {
        assert.equal(isSummary({ to: teamChannel, text }), true);
        assert.equal(isSummary({ to: 'U0', text }), false);
      });
  }

  it('that is another is shown as it is', () => {
    const password = examples.find(({ notice }) => notice.kind === 'password-reminder');
    assert.ok(password);
    const { text } = render(password.notice, password.reader);
    assert.deepEqual(readMessage({ to: 'U0', text }, ring), { to: 'U0', text });
  });
});
