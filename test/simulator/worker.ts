import { playHere } from './simulate';

/** A process that plays the company of each seed that it is sent, and answers what came of it. */
const player = playHere();

process.on('message', (seed: number) => {
  player(seed).then(
    (played) => process.send?.({ played }),
    (error: unknown) => {
      const failure = error instanceof Error ? (error.stack ?? error.message) : String(error);
      process.send?.({ failure: `seed ${seed}: ${failure}` });
    },
  );
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
