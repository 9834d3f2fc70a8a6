import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PeerResult } from './custodian';
import { programsOf } from './python-environment';
import { runProgram, type Surroundings } from './run-program';

/** Prowler's check of keys that are older than 90 days. */
export async function runProwler(surroundings: Surroundings): Promise<PeerResult> {
  const folder = path.join(surroundings.folder, 'prowler');
  mkdirSync(folder, { recursive: true });
  const program = path.join(programsOf('prowler'), 'prowler');
  const check = 'iam_rotate_access_key_90_days';
  const args = ['aws', '-c', check, '-f', 'us-east-1', '-M', 'csv', '-o', 'out', '-b', '-z'];
  const result = await runProgram(program, args, { ...surroundings, folder });
  return { ...result, found: findingsIn(path.join(folder, 'out')) };
}

function findingsIn(folder: string): number | undefined {
  const [report] = readdirSync(folder).filter((name) => name.endsWith('.csv'));
  if (report === undefined) return undefined;
  const lines = readFileSync(path.join(folder, report), 'utf8').trim().split('\n');
  return lines.length - 1;
}
