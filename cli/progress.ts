import yoctoSpinner from 'yocto-spinner';

export interface Progress {
  say(text: string): void;
  stop(): void;
}

/** What is going on, on standard error, and only where a person watches. */
export function startProgress(text: string): Progress {
  if (!process.stderr.isTTY) return { say: () => undefined, stop: () => undefined };
  const spinner = yoctoSpinner({ text, stream: process.stderr }).start();
  return {
    say: (now) => {
      spinner.text = now;
    },
    stop: () => {
      spinner.stop();
    },
  };
}
