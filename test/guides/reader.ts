import { spawn } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { parseDocument } from 'yaml';
import type { Moto } from '../../emulation/moto/start';
import { root } from '../../scripts/project-files';
import { blockOf } from './blocks';

/** What a block came to. */
export interface Followed {
  readonly code: number | null;
  readonly stdout: string;
  /** Of both, in the order in which it came. */
  readonly output: string;
}

/** How somebody runs a block. */
export interface How {
  /** Standard input. */
  readonly typed?: string;
  /** Whether the commands are run whatever came of those before, of which the code says nothing. */
  readonly goesOn?: true;
}

/** A call of the AWS CLI, as the stand-in has noted it. */
export interface NotedCall {
  readonly service: string;
  readonly operation: string;
  readonly params: Readonly<Record<string, unknown>>;
}

/** What is of the reader's shell besides what the guides make. */
export interface Desk {
  /** By the name of the profile, its account. */
  readonly profiles: Readonly<Record<string, string>>;
  /** Which calls the stand-in for the AWS CLI only notes: `service operation`. */
  readonly onlyNoted?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

/**
 * Somebody who follows the guides in a shell, with a clone, profiles of AWS and the emulated clouds. Where a block
 * ends, the next one begins: in the same folder, with the variables that it exported.
 */
export class Reader {
  /** All of it; to be removed after. */
  readonly home = realpathSync(mkdtempSync(path.join(tmpdir(), 'keyturn-reader-')));
  readonly clone = path.join(this.home, 'keyturn');
  private readonly bin = path.join(this.home, 'bin');
  private readonly notes = path.join(this.home, 'calls');
  private readonly shell = path.join(this.home, 'shell');
  private readonly ran = new Set<string>();

  private constructor(
    private readonly moto: Moto,
    private readonly desk: Desk,
  ) {}

  static async atDesk(moto: Moto, desk: Desk): Promise<Reader> {
    const reader = new Reader(moto, desk);
    mkdirSync(reader.bin);
    mkdirSync(path.join(reader.home, '.aws'));
    writeFileSync(reader.notes, '');
    writeFileSync(reader.shell, `cd ${reader.clone}\n`);
    writeFileSync(path.join(reader.home, '.aws', 'config'), await reader.profiles());
    reader.cloneRepository();
    reader.stand('aws', `${root}/.venv/bin/python -B ${__dirname}/bin/aws.py`);
    reader.stand('pulumi', `${process.execPath} ${__dirname}/bin/pulumi.mjs`);
    return reader;
  }

  /** The places of all blocks that were followed. */
  get followed(): ReadonlySet<string> {
    return this.ran;
  }

  get calls(): readonly NotedCall[] {
    const lines = readFileSync(this.notes, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line) as NotedCall);
  }

  /** Runs a block as it stands, where the one before has ended. */
  async follow(page: string, begins: string, how: How = {}): Promise<Followed> {
    const { commands, place } = blockOf(page, begins);
    this.ran.add(place);
    return this.run(commands, how);
  }

  /** The same for what stands within a sentence, or what a command has printed to be copied. */
  async run(commands: string, { typed = '', goesOn }: How = {}): Promise<Followed> {
    // The folder and what was exported go on; ended or not.
    const script = `. ${this.shell}\ntrap 'echo "cd $PWD" > ${this.shell}; export -p >> ${this.shell}' EXIT\n${commands}`;
    const child = spawn(
      'bash',
      ['--noprofile', '--norc', ...(goesOn ? [] : ['-e']), '-o', 'pipefail', '-c', script],
      {
        cwd: this.home,
        env: this.environment(),
        stdio: 'pipe',
      },
    );
    let [stdout, output] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      output += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    child.stdin.on('error', () => undefined).end(typed);
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', resolve);
    });
    return { code, stdout, output };
  }

  /** The folder in which the reader is. */
  get folder(): string {
    const [, folder = ''] = /^cd (.*)$/m.exec(readFileSync(this.shell, 'utf8')) ?? [];
    return folder;
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Edits a stack file's config as a guide asks for. */
  configure(stack: string, config: Readonly<Record<string, unknown>>): void {
    const file = `Pulumi.${stack}.yaml`;
    const document = parseDocument(this.read(file));
    for (const [key, value] of Object.entries(config)) document.setIn(['config', key], value);
    this.write(file, document.toString());
  }

  /** Puts a command on the PATH. */
  stand(name: string, command: string): void {
    const file = path.join(this.bin, name);
    writeFileSync(file, `#!/bin/sh\nexec ${command} "$@"\n`);
    chmodSync(file, 0o755);
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  private environment(): Record<string, string> {
    return {
      PATH: [this.bin, path.dirname(process.execPath), process.env['PATH']].join(':'),
      HOME: this.home,
      AWS_ENDPOINT_URL: this.moto.url,
      AWS_EC2_METADATA_DISABLED: 'true',
      KEYTURN_GUIDE_CALLS: this.notes,
      KEYTURN_GUIDE_ONLY_NOTED: this.desk.onlyNoted?.join(',') ?? '',
      NO_COLOR: '1',
      ...Object.fromEntries(
        ['AUTHOR', 'COMMITTER'].flatMap((who) => [
          [`GIT_${who}_NAME`, 'reader'],
          [`GIT_${who}_EMAIL`, 'reader@acme.example'],
        ]),
      ),
      // Pulumi's own is not found by HOME.
      PULUMI_HOME: path.join(this.home, '.pulumi'),
      // The registry and the cache of whoever runs the test, and whom their Node trusts besides.
      ...(process.env['NODE_EXTRA_CA_CERTS'] && {
        NODE_EXTRA_CA_CERTS: process.env['NODE_EXTRA_CA_CERTS'],
      }),
      npm_config_userconfig: process.env['npm_config_userconfig'] ?? path.join(homedir(), '.npmrc'),
      npm_config_cache: process.env['npm_config_cache'] ?? path.join(homedir(), '.npm'),
      npm_config_prefer_offline: 'true',
      npm_config_audit: 'false',
      npm_config_fund: 'false',
      npm_config_update_notifier: 'false',
      npm_config_fetch_retries: '1',
      ...this.desk.env,
    };
  }

  private async profiles(): Promise<string> {
    const sections = await Promise.all(
      Object.entries(this.desk.profiles).map(async ([name, account]) => {
        const { accessKeyId, secretAccessKey, sessionToken } =
          await this.moto.credentialsFor(account);
        return [
          name === 'default' ? '[default]' : `[profile ${name}]`,
          `aws_access_key_id=${accessKeyId}`,
          `aws_secret_access_key=${secretAccessKey}`,
          ...(sessionToken === undefined ? [] : [`aws_session_token=${sessionToken}`]),
          'region=eu-central-1',
        ];
      }),
    );
    return `${sections.flat().join('\n')}\n`;
  }

  /** The repository by its parts: its folders are the repository's, its files the reader's own to edit. */
  private cloneRepository(): void {
    mkdirSync(this.clone);
    for (const name of readdirSync(root).filter((each) => each !== '.git')) {
      const [from, to] = [path.join(root, name), path.join(this.clone, name)];
      if (statSync(from).isDirectory()) symlinkSync(from, to);
      else copyFileSync(from, to);
    }
  }
}
