import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { zipSync, type Zippable } from 'fflate';
import { z } from 'zod';

/** An asset or an archive as every host of the table hands it over: a place on disk, text, or a folder of such. */
export type Archive =
  | { readonly path: string }
  | { readonly text: string }
  | { readonly assets: { readonly [name: string]: Archive } };

export const archive: z.ZodType<Archive> = z.lazy(() =>
  z.union([
    z.strictObject({ path: z.string() }),
    z.strictObject({ text: z.string() }),
    z.strictObject({ assets: z.record(z.string(), archive) }),
  ]),
);

/** What Lambda wants: one zip. The times in it are fixed, so that the same files are the same code. */
export function zipOf(code: Archive): Uint8Array {
  if ('path' in code && !statSync(code.path).isDirectory()) return readFileSync(code.path);
  return zipSync(contentOf(code) as Zippable, { mtime: new Date('1980-01-01T12:00:00'), level: 6 });
}

function contentOf(code: Archive): Zippable | Uint8Array {
  if ('text' in code) return Buffer.from(code.text);
  if ('assets' in code)
    return Object.fromEntries(
      Object.entries(code.assets).map(([name, each]) => [name, contentOf(each)]),
    );
  if (!statSync(code.path).isDirectory()) return readFileSync(code.path);
  return Object.fromEntries(
    readdirSync(code.path)
      .sort()
      .map((name) => [name, contentOf({ path: path.join(code.path, name) })]),
  );
}
