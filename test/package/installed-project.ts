import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { npmPackage } from '../../scripts/build-package';
import { haveAtHand, takeBundles } from '../../scripts/bundles-at-hand';
import { devDependencies, dependencies } from '../../package.json';

/** The older of the Nodes on which the package has to work. The newer is the one that runs the tests. */
const OLDER_NODE = '22.23.3';

/** Somebody's empty project, into which the package was installed from its tarball. */
export class InstalledProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-installed-'));
  /** What TypeScript had to say of the programs. */
  compilerOutput = '';
  /** By name. */
  readonly nodes = {
    'Node 22': path.join(this.folder, 'node_modules', 'node', 'bin', 'node'),
    'Node 24': process.execPath,
  } as const;

  /** Packs the package as it is built, and lets npm install it as a user would. Takes some seconds. */
  async install(): Promise<void> {
    await haveAtHand(npmPackage);
    const built = mkdtempSync(path.join(tmpdir(), 'keyturn-package-'));
    try {
      await takeBundles(npmPackage, built);
      this.npm('pack', built);
    } finally {
      rmSync(built, { recursive: true });
    }
    writeFileSync(
      path.join(this.folder, 'package.json'),
      JSON.stringify({ name: 'acme-iam', private: true, allowScripts: { node: true } }),
    );
    const peers = (['@pulumi/pulumi', '@pulumi/aws', '@pulumi/policy'] as const).map(
      (name) => `${name}@${dependencies[name]}`,
    );
    this.npm(
      ...['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'],
      ...[`./${this.tarball}`, ...peers, `node@${OLDER_NODE}`],
      `typescript@${devDependencies.typescript}`,
    );
    for (const program of readdirSync(path.join(__dirname, 'programs')))
      cpSync(path.join(__dirname, 'programs', program), path.join(this.folder, program));
    cpSync(
      path.join(__dirname, '..', '..', 'examples', 'typescript', 'index.ts'),
      path.join(this.folder, 'example.ts'),
    );
    const tsc = path.join(this.folder, 'node_modules', 'typescript', 'bin', 'tsc');
    this.compilerOutput = spawnSync(process.execPath, [tsc], {
      cwd: this.folder,
      encoding: 'utf8',
    }).stdout;
  }

  get tarball(): string {
    const [tarball] = readdirSync(this.folder).filter((file) => file.endsWith('.tgz'));
    if (tarball === undefined) throw new Error('npm pack has made no tarball');
    return tarball;
  }

  /** The package, installed. */
  get keyturn(): string {
    return path.join(this.folder, 'node_modules', 'keyturn');
  }

  /** @returns what it prints */
  run(node: string, program: string, ...args: readonly string[]): string {
    return execFileSync(node, [program, ...args], { cwd: this.folder, encoding: 'utf8' });
  }

  delete(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private npm(...args: readonly string[]): void {
    execFileSync('npm', args, {
      cwd: this.folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}
