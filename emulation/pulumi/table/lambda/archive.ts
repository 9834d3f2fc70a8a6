import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { z } from 'zod';

// Assets and archives as Pulumi writes them between its processes; the table takes and gives them as they are.

/** The key that marks a value for which JSON has no word; the value tells which. */
export const SIGNATURE = '4dabf18193072939515e22adb298388d';
const ASSET = 'c44067f5952c0a294b673a41bacd8c17';
const ARCHIVE = '0def7320c3a5731c473e5ecbe6d01bc7';

interface Signed {
  readonly [SIGNATURE]: string;
  /** Of the content, where the engine handed it over. */
  readonly hash?: string;
}

/** A file, or what stands in it. */
type Asset = Signed & ({ readonly path: string } | { readonly text: string });
/** A folder or a zip, or what stands in it. */
export type Archive = Signed &
  ({ readonly path: string } | { readonly assets: Readonly<Record<string, Asset | Archive>> });

export const fileAsset = (path: string): Asset => ({ [SIGNATURE]: ASSET, path });
export const stringAsset = (text: string): Asset => ({ [SIGNATURE]: ASSET, text });
export const fileArchive = (path: string): Archive => ({ [SIGNATURE]: ARCHIVE, path });
export const assetArchive = (assets: Readonly<Record<string, Asset | Archive>>): Archive => ({
  [SIGNATURE]: ARCHIVE,
  assets,
});

const asset: z.ZodType<Asset> = z.intersection(
  z.looseObject({ [SIGNATURE]: z.literal(ASSET), hash: z.string().optional() }),
  z.union([z.looseObject({ path: z.string() }), z.looseObject({ text: z.string() })]),
);

export const archive: z.ZodType<Archive> = z.lazy(() =>
  z.intersection(
    z.looseObject({ [SIGNATURE]: z.literal(ARCHIVE), hash: z.string().optional() }),
    z.union([
      z.looseObject({ path: z.string() }),
      z.looseObject({ assets: z.record(z.string(), z.union([asset, archive])) }),
    ]),
  ),
);

/**
 * What Lambda wants: one zip. The times in it are fixed, so that the same files are the same code. It goes no further
 * than this machine, so nothing in it is compressed.
 */
export function zipOf(code: Archive): Uint8Array {
  if ('path' in code && !statSync(code.path).isDirectory()) return readFileSync(code.path);
  return zipSync(contentOf(code) as Zippable, { mtime: new Date('1980-01-01T12:00:00'), level: 0 });
}

function contentOf(code: Asset | Archive): Zippable | Uint8Array {
  if ('text' in code) return Buffer.from(code.text);
  if ('path' in code) return filesOf(code.path);
  const parts = Object.entries(code.assets).map(([name, each]) => [name, contentOf(each)]);
  return Object.fromEntries(parts) as Zippable;
}

function filesOf(file: string): Zippable | Uint8Array {
  if (!statSync(file).isDirectory()) return readFileSync(file);
  const names = readdirSync(file).sort();
  return Object.fromEntries(names.map((name) => [name, filesOf(path.join(file, name))]));
}
