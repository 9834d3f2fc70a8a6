import assert from 'node:assert/strict';
import { prove } from './prove';

const arn = 'arn:aws:iam::111111111111:user/ada';

/** Time passes by sleeping alone; AWS answers as it is told, the last for ever. */
function world(answers: readonly string[]) {
  let [ms, count] = [0, 0];
  const asked: number[] = [];
  return {
    asked,
    aws: {
      whoAmI: async () => {
        asked.push(ms);
        const answer = answers[Math.min(count++, answers.length - 1)] ?? '';
        if (answer !== '') return { arn: answer, accountId: '111111111111' };
        throw Object.assign(new Error('no such key'), { name: 'InvalidClientTokenId' });
      },
    },
    clock: {
      now: () => new Date(ms),
      sleep: async (pause: number) => void (ms += pause),
    },
  };
}

describe('a new key', () => {
  it('is proven by three answers in a row, without a pause', async () => {
    const { aws, clock, asked } = world([arn]);
    await prove(aws, arn, clock);
    assert.deepEqual(asked, [0, 0, 0]);
  });

  it('is not proven by three that one failure parts', async () => {
    const { aws, clock, asked } = world([arn, arn, '', arn]);
    await prove(aws, arn, clock);
    assert.equal(asked.length, 6);
  });

  it('is given up after a minute', async () => {
    const { aws, clock, asked } = world(['']);
    await assert.rejects(prove(aws, arn, clock), { name: 'InvalidClientTokenId' });
    assert.equal(asked.at(-1), 60_000);
  });

  it('must be the user’s', async () => {
    const { aws, clock } = world(['arn:aws:iam::111111111111:user/bob']);
    await assert.rejects(prove(aws, arn, clock), /that of another user/);
  });
});
