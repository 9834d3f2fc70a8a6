import { readFileSync } from 'node:fs';
import type { Plugin } from 'esbuild';

/** Of zod's: how it writes its schemas as JSON Schema, which each schema has a method for. */
const modules = /zod\/v4\/core\/(to-json-schema|json-schema-processors)\.js$/;

/**
 * A function reads by its schemas and writes none of them down: what could is 18 KB of a bundle, and is left out. Whatever is
 * asked of it throws.
 */
export const withoutJsonSchema: Plugin = {
  name: 'without-json-schema',
  setup(bundler) {
    bundler.onLoad({ filter: modules }, ({ path }) => {
      const names = exportedBy(readFileSync(path, 'utf8'));
      return {
        contents: `
          const none = () => () => {
            throw new Error('JSON Schema is not in the bundle');
          };
          export { ${names.map((name) => `none as ${name}`).join(', ')} };`,
      };
    });
  },
};

function exportedBy(source: string): readonly string[] {
  const declared = [...source.matchAll(/^export (?:const|function) (\w+)/gm)];
  const renamed = [...source.matchAll(/^export \{ \w+ as (\w+) \};$/gm)];
  return [...declared, ...renamed].map(([, name = '']) => name);
}
