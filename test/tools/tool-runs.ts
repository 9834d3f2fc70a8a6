import { spawn } from 'node:child_process';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import { clientsOf } from '../../emulation/moto/test-clients';
import type { OwnTerminal } from '../../cli/testing/own-terminal';
import type { ToolName } from '../../cli/aws-config/tool-names';

/** A tool at an engineer's terminal. */
interface ToolRun {
  /** Gives it the key where it looks for it. */
  readonly takeKey: (terminal: OwnTerminal, home: string) => Promise<void>;
  /** @returns the ARN as which the profile's calls are made; `code` is for the tool to ask for, `more` its environment */
  readonly whoAmI: (
    terminal: OwnTerminal,
    profile: string,
    code: string,
    more?: Readonly<Record<string, string>>,
  ) => Promise<string>;
}

/** @param programs the folder of the AWS CLI and awsume */
export function toolRuns(programs: string): Readonly<Record<ToolName, ToolRun>> {
  const inFile: ToolRun['takeKey'] = (terminal, home) =>
    Promise.resolve(terminal.write('credentials', `[${home}]\n${terminal.lines()}`));
  return {
    'aws-cli': {
      takeKey: inFile,
      whoAmI: async (terminal, profile, code, more) => {
        const args = ['sts', 'get-caller-identity', '--profile', profile, '--output', 'json'];
        const answer = await run(terminal, path.join(programs, 'aws'), args, code, more);
        return (JSON.parse(answer) as { Arn: string }).Arn;
      },
    },
    awsume: {
      takeKey: inFile,
      whoAmI: async (terminal, profile, code, more) => {
        const said = await run(terminal, path.join(programs, 'awsumepy'), [profile], code, more);
        // For the shell function that sets the variables.
        const [, accessKeyId, secretAccessKey, token] = said.trim().split(/\s+/);
        return callerOf(terminal, { accessKeyId, secretAccessKey, sessionToken: token });
      },
    },
    'aws-vault': {
      takeKey: async (terminal, home) => {
        const { accessKeyId, secretAccessKey } = terminal.key;
        await run(terminal, 'aws-vault', ['add', home, '--env'], '', {
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
        });
      },
      whoAmI: async (terminal, profile, code, more) => {
        const mfa = code === '' ? [] : ['--mfa-token', code];
        const args = ['export', '--format', 'json', ...mfa, profile];
        const said = JSON.parse(await run(terminal, 'aws-vault', args, '', more)) as {
          readonly AccessKeyId: string;
          readonly SecretAccessKey: string;
          readonly SessionToken?: string;
        };
        return callerOf(terminal, {
          accessKeyId: said.AccessKeyId,
          secretAccessKey: said.SecretAccessKey,
          sessionToken: said.SessionToken,
        });
      },
    },
  };
}

async function callerOf(
  terminal: OwnTerminal,
  { accessKeyId = '', secretAccessKey = '', sessionToken }: Partial<AwsCredentialIdentity>,
): Promise<string> {
  const { sts } = clientsOf(terminal.moto, { accessKeyId, secretAccessKey, sessionToken });
  return (await sts.send(new GetCallerIdentityCommand({}))).Arn ?? '';
}

/**
 * What it writes to standard output.
 * @throws Error with what it says, where it fails
 */
export async function run(
  terminal: OwnTerminal,
  program: string,
  args: readonly string[],
  typed: string,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  const child = spawn(program, args, {
    env: {
      PATH: process.env['PATH'],
      ...terminal.env,
      // A key store that needs no desktop.
      AWS_VAULT_BACKEND: 'file',
      AWS_VAULT_FILE_PASSPHRASE: 'of a test',
      ...more,
    },
    cwd: terminal.home,
    stdio: 'pipe',
    // Without a terminal of its own Python's getpass takes the code from standard input.
    detached: true,
  });
  // One that asks for nothing may have ended by now.
  child.stdin.on('error', () => undefined);
  child.stdin.end(`${typed}\n`);
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const [out, err, code] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  if (code === 0) return out.toString();
  throw new Error(`${path.basename(program)} ${args.join(' ')} ended with ${code}: ${String(err)}`);
}
