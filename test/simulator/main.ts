import { simulateCommand } from './command';

const print = (text: string) => void process.stdout.write(`${text}\n`);

simulateCommand(process.argv.slice(2), print).then(
  (exitCode) => (process.exitCode = exitCode),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  },
);
