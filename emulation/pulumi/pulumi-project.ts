import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { LocalWorkspace, type Stack } from '@pulumi/pulumi/automation';
import { parseDocument } from 'yaml';
import type { Moto } from '../moto/start';
import { workspace } from '../workspace';

const emulatedProviders = [
  ['aws', 'provider'],
  ['awsx', 'provider-awsx'],
] as const;

/** The version of the pulumi CLI on the PATH; undefined where there is none. */
export function pulumiVersion(): string | undefined {
  try {
    return execFileSync('pulumi', ['version'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

/** A company's own Pulumi project, with a file backend, and the emulated AWS for a provider. */
export class PulumiProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-engine-'));

  /** @param write puts Pulumi.yaml and what goes with it in the folder */
  constructor(
    private readonly moto: Pick<Moto, 'url' | 'credentialsFor'>,
    write: (folder: string) => void,
  ) {
    mkdirSync(path.join(this.folder, 'state'));
    write(this.folder);
    const project = parseDocument(this.read('Pulumi.yaml'));
    project.set('plugins', {
      providers: emulatedProviders.map(([name, folder]) => ({
        name,
        path: path.join(__dirname, folder),
      })),
    });
    this.write('Pulumi.yaml', project.toString());
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  write(file: string, text: string): void {
    writeFileSync(path.join(this.folder, file), text);
  }

  /** Changes one value of a YAML file; undefined takes it out. */
  set(file: string, at: readonly (string | number)[], value: unknown): void {
    const document = parseDocument(this.read(file));
    if (value === undefined) document.deleteIn(at);
    else document.setIn(at, value);
    this.write(file, document.toString());
  }

  /** For a program in the folder itself, which must find Pulumi's packages. */
  linkModules(): void {
    symlinkSync(workspace.modules, path.join(this.folder, 'node_modules'));
  }

  remove(file: string): void {
    rmSync(path.join(this.folder, file));
  }

  /** The stack, made if it is new, with the credentials of its account. */
  async stack(stackName: string, accountId: string): Promise<Stack> {
    const { accessKeyId, secretAccessKey, sessionToken } =
      await this.moto.credentialsFor(accountId);
    const before = this.fileOf(stackName);
    const stack = await LocalWorkspace.createOrSelectStack(
      { stackName, workDir: this.folder },
      {
        envVars: {
          ...this.environment,
          AWS_ENDPOINT_URL: this.moto.url,
          AWS_ACCESS_KEY_ID: accessKeyId,
          AWS_SECRET_ACCESS_KEY: secretAccessKey,
          AWS_SESSION_TOKEN: sessionToken ?? '',
        },
      },
    );
    // The CLI notes the salt of the passphrase in the file, and nothing else.
    if (before === undefined) throw new Error(`Pulumi.${stackName}.yaml does not exist`);
    return stack;
  }

  /** What the CLI needs to work on the project. */
  get environment(): Readonly<Record<string, string>> {
    return {
      ...quietPulumi,
      PULUMI_BACKEND_URL: `file://${path.join(this.folder, 'state')}`,
      PULUMI_CONFIG_PASSPHRASE: 'nobody',
    };
  }

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private fileOf(stackName: string): string | undefined {
    try {
      return this.read(`Pulumi.${stackName}.yaml`);
    } catch {
      return undefined;
    }
  }
}

/** Nothing is asked of the network, and nothing of a person. */
const quietPulumi = {
  PULUMI_SKIP_UPDATE_CHECK: 'true',
  PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: 'true',
  PULUMI_DISABLE_REGISTRY_RESOLVE: 'true',
  // Types are checked by `npm test`.
  PULUMI_NODEJS_TRANSPILE_ONLY: 'true',
};
