import { compareCommand } from './command';

try {
  process.exitCode = compareCommand(process.argv.slice(2), (text) => {
    process.stdout.write(`${text}\n`);
  });
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}
