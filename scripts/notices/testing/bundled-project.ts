import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import type { LicensedPackage } from '../licensed-packages';
import { noticesName, writeNotices } from '../notices';

/** The texts of licences, without what nobody looks for. */
export const mit = (holder: string) =>
  `MIT License\n\nCopyright (c) ${holder}\n\nPermission is hereby granted, free of charge, to any person.\n\nTHE SOFTWARE IS PROVIDED "AS IS".`;

/** A project in a folder of its own, with installed packages, that is bundled with the real bundler. */
export class BundledProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-notices-'));
  readonly bundle = path.join(this.folder, 'out', 'index.js');

  /**
   * @param folder where it is installed, from the project
   * @param files beside package.json, by name; the package's code is `index.js`
   */
  add(
    folder: string,
    manifest: Readonly<Record<string, unknown>>,
    files: Readonly<Record<string, string>> = {},
  ): this {
    const code = `module.exports = ${JSON.stringify(folder)};`;
    const all = { 'package.json': JSON.stringify(manifest), 'index.js': code, ...files };
    for (const [name, text] of Object.entries(all)) {
      const file = path.join(this.folder, folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    return this;
  }

  /** Bundles a program that requires these modules. */
  async build(...modules: readonly string[]): Promise<readonly LicensedPackage[]> {
    const lines = modules.map((name) => `console.log(require(${JSON.stringify(name)}));`);
    writeFileSync(path.join(this.folder, 'index.js'), lines.join('\n'));
    const { metafile } = await build({
      entryPoints: [path.join(this.folder, 'index.js')],
      outfile: this.bundle,
      bundle: true,
      platform: 'node',
      sourcemap: 'linked',
      legalComments: 'external',
      absWorkingDir: this.folder,
      logLevel: 'silent',
      metafile: true,
    });
    const packages = writeNotices(metafile, this.folder).get(this.bundle);
    if (!packages) throw new Error(`writeNotices does not know ${this.bundle}`);
    return packages;
  }

  get notices(): string {
    return readFileSync(path.join(path.dirname(this.bundle), noticesName), 'utf8');
  }

  get hasBundle(): boolean {
    return existsSync(this.bundle);
  }

  delete(): void {
    rmSync(this.folder, { recursive: true });
  }
}
