import { simulateCommand } from './command';

const print = (text: string) => void process.stdout.write(`${text}\n`);
const say = (text: string) => void process.stderr.write(`${text}\n`);

simulateCommand(process.argv.slice(2), { print, say }).then(
  (exitCode) => (process.exitCode = exitCode),
  (error: unknown) => {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 2;
  },
);
