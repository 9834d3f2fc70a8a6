import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Moto } from '../moto/start';
import { workspace } from '../workspace';
import { CLOCK_VARIABLE } from './turned-clock';

/** What a program came to. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Somebody's terminal: a home of its own, and the emulated AWS and its time for every program that is run there. */
export class Terminal {
  readonly home = mkdtempSync(path.join(tmpdir(), 'terminal-'));

  constructor(private readonly moto: Pick<Moto, 'url' | 'now'>) {}

  /** @param file from the home, such as `.aws/config` */
  write(file: string, content: string): void {
    const target = path.join(this.home, file);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, content, { mode: 0o600 });
  }

  /** Runs a program of Node's in the home, to its end. */
  async run(program: string, args: readonly string[]): Promise<Ended> {
    const loaded = [workspace.typeScriptLoader, path.join(__dirname, 'turned-clock.ts')];
    const child = spawn(
      process.execPath,
      [...loaded.flatMap((each) => ['-r', each]), program, ...args],
      {
        cwd: this.home,
        env: {
          PATH: process.env['PATH'],
          HOME: this.home,
          AWS_ENDPOINT_URL: this.moto.url,
          AWS_EC2_METADATA_DISABLED: 'true',
          NODE_COMPILE_CACHE: workspace.compileCache,
          [CLOCK_VARIABLE]: String((await this.moto.now()).getTime()),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const ended = new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    const [code, stdout, stderr] = await Promise.all([
      ended,
      text(child.stdout),
      text(child.stderr),
    ]);
    return { code, stdout, stderr };
  }

  remove(): void {
    rmSync(this.home, { recursive: true });
  }
}
