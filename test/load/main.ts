import { loadCommand } from './command';

async function main(): Promise<void> {
  try {
    process.exitCode = await loadCommand(process.argv.slice(2), (text) => {
      process.stdout.write(`${text}\n`);
    });
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 2;
  }
}

void main();
