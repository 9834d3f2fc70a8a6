import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { Moto } from '../../../emulation/moto/start';
import { identity, monitorAccount } from '../cast';
import type { Kill, Plan } from '../killable-function';
import { Switchboard, type Call } from '../switchboard';

const hook = path.join(__dirname, '..', '..', 'rotation', 'fault.cjs');
export const COMMAND = 'keyturn move';

/** When to kill the next process of the command: also where it changes a file. */
export interface CommandPlan extends Plan {
  /** At that call of Node's, right before or after it. */
  readonly atFile?: { readonly op: string; readonly then: 'before' | 'after' };
}

export interface Ran {
  /** Null where it was killed. */
  readonly code: number | null;
  readonly stderr: string;
  readonly kill?: Kill;
  /** Those that reached AWS. */
  readonly calls: readonly Call[];
}

/** `keyturn move`, as whoever leads moves runs it: each time a process of its own, behind a switchboard. */
export class KillableCommand {
  readonly home = mkdtempSync(path.join(tmpdir(), 'keyturn-killed-home-'));

  private constructor(
    private readonly file: string,
    private readonly moto: Moto,
    private readonly switchboard: Switchboard,
    private readonly region: string,
  ) {}

  /** @param file the bundle */
  static async at(file: string, moto: Moto, region: string): Promise<KillableCommand> {
    const switchboard = await Switchboard.start({ aws: moto.url, slack: moto.url });
    const command = new KillableCommand(file, moto, switchboard, region);
    const lines = await Promise.all(
      Object.entries({ identity: identity.id, monitor: monitorAccount }).map(
        async ([profile, accountId]) => {
          const { accessKeyId, secretAccessKey, sessionToken } =
            await moto.credentialsFor(accountId);
          return [
            `[${profile}]`,
            `aws_access_key_id = ${accessKeyId}`,
            `aws_secret_access_key = ${secretAccessKey}`,
            ...(sessionToken === undefined ? [] : [`aws_session_token = ${sessionToken}`]),
          ];
        },
      ),
    );
    mkdirSync(path.join(command.home, '.aws'));
    writeFileSync(path.join(command.home, '.aws', 'credentials'), lines.flat().join('\n'));
    return command;
  }

  async run(args: readonly string[], plan: CommandPlan): Promise<Ran> {
    // What is now is what AWS says, by whose clock the ledger is written.
    await this.moto.tellTime(true);
    try {
      return await this.#run(args, plan);
    } finally {
      await this.moto.tellTime(false);
    }
  }

  async stop(): Promise<void> {
    await this.switchboard.stop();
    rmSync(this.home, { recursive: true });
  }

  async #run(args: readonly string[], { at, afterMs, atFile }: CommandPlan): Promise<Ran> {
    const { switchboard, home } = this;
    const where = ['--profile', 'identity', '--ledger-profile', 'monitor', '--region', this.region];
    const child = spawn(
      process.execPath,
      ['--require', hook, this.file, 'move', ...args, ...where],
      {
        cwd: home,
        env: {
          PATH: process.env['PATH'],
          HOME: home,
          NODE_COMPILE_CACHE: path.join(path.dirname(this.file), 'compiled'),
          AWS_ENDPOINT_URL: switchboard.url,
          ...(atFile && { KEYTURN_TEST_FAULT: JSON.stringify({ at: 1, ...atFile }) }),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    let died: Pick<Kill, 'action' | 'fate'> | undefined;
    const die = async (found: NonNullable<typeof died>) => {
      died ??= found;
      child.kill('SIGKILL');
      await closed;
    };
    switchboard.decide = at;
    switchboard.kill = ({ action }, fate) => die({ action, fate });
    const timer =
      afterMs === undefined
        ? undefined
        : setTimeout(() => void die(whereItIs(switchboard.calls)), afterMs);
    const [, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), closed]);
    clearTimeout(timer);
    switchboard.decide = () => undefined;
    const calls = await switchboard.leave();
    const isKilled = child.signalCode === 'SIGKILL';
    died ??= { action: `file ${atFile?.op}`, fate: fateOf(atFile) };
    return {
      ...{ code, stderr, calls: calls.filter(({ isForwarded }) => isForwarded) },
      ...(isKilled && { kill: { functionName: COMMAND, ...died, unrecorded: [] } }),
    };
  }
}

function fateOf(atFile: CommandPlan['atFile']): Kill['fate'] {
  return atFile?.then === 'before' ? 'never arrives' : 'answer is heard';
}

function whereItIs(calls: readonly Call[]): Pick<Kill, 'action' | 'fate'> {
  const open = calls.find(({ isUnderWay }) => isUnderWay);
  const { action } = open ?? calls.at(-1) ?? { action: '(its start)' };
  return { action, fate: open ? 'answer is lost' : 'answer is heard' };
}
