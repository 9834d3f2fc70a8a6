import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AwsCredentialIdentity } from '@aws-sdk/types';
import type { Moto } from '../../emulation/moto/start';
import { Terminal, type Ended } from '../../emulation/people/terminal';
import { accounts } from '../cast';
import type { ProvisionedStack } from '../provision';
import { builtCommand } from './command';

const engineersFile = path.join('stacks', 'engineers.yaml');

/** Whoever leads the moves, at a terminal with credentials of both accounts that it takes, and with the project. */
export class Team {
  readonly #terminal: Terminal;

  private constructor(
    moto: Moto,
    private readonly identity: ProvisionedStack,
  ) {
    this.#terminal = new Terminal(moto);
  }

  static async of(moto: Moto, identity: ProvisionedStack): Promise<Team> {
    const team = new Team(moto, identity);
    const profiles = await Promise.all(
      (['identity', 'monitor'] as const).map(async (name) =>
        profileOf(name, await moto.credentialsFor(accounts[name])),
      ),
    );
    team.#terminal.write('.aws/credentials', profiles.join('\n'));
    return team;
  }

  get engineers(): string {
    return readFileSync(path.join(this.identity.folder, engineersFile), 'utf8');
  }

  /** `keyturn move <args>`, which has to be done. @throws Error with what it said, where it is not */
  async move(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.#move(args);
    if (code !== 0) throw new Error(`keyturn move ${args.join(' ')} ended with ${code}: ${stderr}`);
    return stdout;
  }

  /** The same, which has to be refused. Answers the exit code, and what was said. */
  async refusedMove(...args: readonly string[]): Promise<string> {
    const { code, stderr } = await this.#move(args);
    return `${code} ${stderr}`;
  }

  /** The certificate of somebody whose move is over, as JSON has it; the file is checked by whoever reads it. */
  async certificateOf(userName: string): Promise<unknown> {
    const name = `${userName}-without-key`;
    await this.move(userName, '--certificate', name, '--trail');
    return this.#json(`${name}.json`);
  }

  /** What `keyturn move status` knows. */
  async status(): Promise<unknown> {
    const file = 'status.json';
    await this.#run(['move', 'status', '--format', 'json', '--out', file, ...this.#whereToRead]);
    return this.#json(file);
  }

  /** What somebody is sent for their ~/.aws/config. */
  async profilesFor(userName: string): Promise<string> {
    const { stdout } = await this.#run(['aws-config', userName, '--project', this.identity.folder]);
    return stdout;
  }

  /** `pulumi up` in the identity account. */
  async up(): Promise<void> {
    await this.identity.up();
  }

  leave(): void {
    this.#terminal.remove();
  }

  #move(args: readonly string[]): Promise<Ended> {
    return this.#run(['move', ...args, '--project', this.identity.folder, ...this.#whereToRead]);
  }

  get #whereToRead(): readonly string[] {
    return [
      ...['--config', path.join(this.identity.folder, 'Pulumi.monitor.yaml')],
      ...['--profile', 'identity', '--region', 'eu-central-1'],
      ...['--ledger', 'keyturn-ledger', '--ledger-profile', 'monitor'],
    ];
  }

  #run(args: readonly string[]): Promise<Ended> {
    return this.#terminal.run(builtCommand, args);
  }

  #json(file: string): unknown {
    return JSON.parse(readFileSync(path.join(this.#terminal.home, file), 'utf8'));
  }
}

function profileOf(
  name: string,
  { accessKeyId, secretAccessKey, sessionToken }: AwsCredentialIdentity,
): string {
  const lines = [
    `[${name}]`,
    `aws_access_key_id = ${accessKeyId}`,
    `aws_secret_access_key = ${secretAccessKey}`,
    ...(sessionToken === undefined ? [] : [`aws_session_token = ${sessionToken}`]),
  ];
  return `${lines.join('\n')}\n`;
}
