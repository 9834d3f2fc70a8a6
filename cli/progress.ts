import type * as spinners from 'yocto-spinner';

/* eslint-disable @typescript-eslint/no-require-imports -- Most runs have nobody who watches. Not import(), since what is
   done does not wait for it. */
const load = () => require('yocto-spinner') as typeof spinners;
/* eslint-enable @typescript-eslint/no-require-imports */

export interface Progress {
  say(text: string): void;
  /** What is to be known even where nobody watches: a line of its own, which stays. */
  note(text: string): void;
  stop(): void;
}

/** What is going on, on standard error, and only where a person watches. */
export function startProgress(text: string): Progress {
  const note = (line: string) => void process.stderr.write(`keyturn: ${line}\n`);
  if (!process.stderr.isTTY) return { say: () => undefined, note, stop: () => undefined };
  const spinner = load().default({ text, stream: process.stderr }).start();
  return {
    say: (now) => {
      spinner.text = now;
    },
    note: (line) => {
      spinner.stop();
      note(line);
      spinner.start();
    },
    stop: () => {
      spinner.stop();
    },
  };
}
