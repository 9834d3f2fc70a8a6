import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import type { Aws } from './aws';
import type { Clock } from './rotation';

const TIMES_IN_A_ROW = 3;
const LONGEST_MS = 60_000;
const PAUSE_MS = 1000;

/**
 * Waits until AWS knows a new key wherever it is asked: it takes some seconds, and answers of one place say nothing of
 * another's. Three answers in a row are a good sign.
 * @throws Error the last answer, after a minute
 */
export async function prove(aws: Pick<Aws, 'whoAmI'>, arn: string, clock: Clock): Promise<void> {
  const until = clock.now().getTime() + LONGEST_MS;
  for (let inARow = 0; inARow < TIMES_IN_A_ROW;)
    try {
      const found = await aws.whoAmI();
      if (found.arn !== arn)
        throw new CliError(exitCodes.noAnswer, 'AWS takes the new key for that of another user');
      inARow += 1;
    } catch (error) {
      inARow = 0;
      if (clock.now().getTime() >= until) throw error;
      await clock.sleep(PAUSE_MS);
    }
}
