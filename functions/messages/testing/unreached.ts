import { readdirSync, readFileSync } from 'node:fs';
import { Session, type Profiler } from 'node:inspector/promises';
import { findSourceMap } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type * as Examples from '../examples';

const folder = path.join(__dirname, '..');

/** What is no message: its own tests give it worse than examples could. */
const helpers = [
  ...['as-text', 'blocks', 'data', 'dates', 'mrkdwn'],
  ...['example', 'example-credentials', 'example-notices', 'example-people'],
  ...['examples', 'examples-of-credentials', 'examples-of-tools'],
  // A type alone.
  'tools/tool-words',
].map((name) => `${name}.ts`);

/**
 * Writes as JSON which lines of the messages' code no example reaches, as `file:line: the line`. It is a program of its
 * own, because V8 counts the branches only of code that it meets after it was asked to.
 */
async function main(): Promise<void> {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Debugger.enable');
  await session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- no sooner than now
  const { exampleMessages } = require('../examples') as typeof Examples;
  exampleMessages();
  const { result } = await session.post('Profiler.takePreciseCoverage');
  const scripts = new Map(
    result
      .filter(({ url }) => url.startsWith('file:'))
      .map((script) => [fileURLToPath(script.url), script]),
  );
  const files = [...sourcesIn('.'), ...sourcesIn('tools')];
  const unreached = [];
  for (const name of files) {
    const script = scripts.get(path.join(folder, name));
    if (!script) unreached.push(`${name}: no message is made of it`);
    else {
      const { scriptSource } = await session.post('Debugger.getScriptSource', script);
      unreached.push(...unreachedLines(path.join(folder, name), script, scriptSource));
    }
  }
  process.stdout.write(JSON.stringify([...new Set(unreached)]));
}

/** @returns paths from the messages' folder */
function sourcesIn(room: string): readonly string[] {
  return readdirSync(path.join(folder, room))
    .map((name) => path.join(room, name))
    .filter((name) => /(?<!\.test)\.ts$/.test(name) && !helpers.includes(name));
}

/** @param compiled what V8 has counted */
function unreachedLines(
  file: string,
  { functions }: Profiler.ScriptCoverage,
  compiled: string,
): readonly string[] {
  const map = findSourceMap(file);
  if (!map) throw new Error(`node --enable-source-maps knows no source of ${file}`);
  const source = readFileSync(file, 'utf8').split('\n');
  return functions
    .flatMap(({ ranges }) => ranges.filter(({ count }) => count === 0))
    .flatMap(({ startOffset }) => {
      const before = compiled.slice(0, startOffset).split('\n');
      const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
      // What only the compiler wrote has no line.
      if (!('originalLine' in entry)) return [];
      const at = entry.originalLine;
      return `${path.basename(file)}:${at + 1}: ${source[at]?.trim()}`;
    });
}

void main();
