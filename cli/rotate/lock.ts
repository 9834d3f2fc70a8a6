import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { z } from 'zod';
import { badUse, type CliError } from '../cli-error';
import { cannot, codeOf, readText, type Disk } from './disk';
import path from 'node:path';

const holderSchema = z.object({ pid: z.int().positive(), host: z.string(), nonce: z.string() });
type Holder = z.infer<typeof holderSchema>;

/**
 * Keeps every other keyturn from rotating the keys of the same file until it is released, or this process is dead.
 * @returns what releases it
 * @throws CliError where another process has it
 */
export function takeLock(disk: Disk, file: string): () => void {
  const own: Holder = { pid: process.pid, host: hostname(), nonce: randomUUID() };
  if (!create(disk, file, own)) {
    setAsideDead(disk, file);
    if (!create(disk, file, own)) throw heldBy(file, holderOf(disk, file));
  }
  sweep(disk, file);
  return () => {
    if (holderOf(disk, file)?.nonce === own.nonce) disk.rmSync(file, { force: true });
  };
}

function create(disk: Disk, file: string, own: Holder): boolean {
  const whole = `${file}.${own.nonce}`;
  try {
    disk.mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    const descriptor = disk.openSync(whole, 'wx', 0o600);
    disk.writeSync(descriptor, JSON.stringify(own));
    disk.closeSync(descriptor);
    // With its content, or not at all; never over another one.
    disk.linkSync(whole, file);
    return true;
  } catch (error) {
    // Whoever has the lock by now has swept.
    if (['EEXIST', 'ENOENT'].includes(codeOf(error))) return false;
    throw cannot('write', file, error);
  } finally {
    disk.rmSync(whole, { force: true });
  }
}

/** What processes have left that were killed while they took it. */
function sweep(disk: Disk, file: string): void {
  const folder = path.dirname(file);
  for (const name of disk.readdirSync(folder))
    if (name.startsWith(`${path.basename(file)}.`))
      disk.rmSync(path.join(folder, name), { force: true });
}

/**
 * Of two processes that find the same dead one's lock, one has renamed what is meanwhile the other's: it is put back.
 * @throws CliError where whoever has it may be alive
 */
function setAsideDead(disk: Disk, file: string): void {
  const holder = holderOf(disk, file);
  if (holder && !isDead(holder)) throw heldBy(file, holder);
  const aside = `${file}.${randomUUID()}`;
  try {
    disk.renameSync(file, aside);
    if (holderOf(disk, aside)?.nonce !== holder?.nonce) disk.linkSync(aside, file);
  } catch {
    // It is gone, or another one's by now: what follows sees which.
  } finally {
    disk.rmSync(aside, { force: true });
  }
}

function isDead({ pid, host }: Holder): boolean {
  if (host !== hostname()) return false;
  return pid === process.pid || !isRunning(pid);
}

/** Whether there is a process with that id, whosever it is. One that has ended, and that nobody has asked for how, is none. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return !isZombie(pid);
}

/**
 * In many a container the first process asks for nobody: those that lose their parent stay in the table for ever.
 * https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html: the state follows the name, which is in parentheses.
 */
function isZombie(pid: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return /^\) [ZX]/.test(stat.slice(stat.lastIndexOf(')')));
  } catch {
    // No Linux, or gone by now.
    return false;
  }
}

function heldBy(file: string, holder: Holder | undefined): CliError {
  const who = holder ? `process ${holder.pid} on ${holder.host}` : 'another process';
  return badUse(
    `${who} is rotating keys of the same file: wait until it has ended; if that is no keyturn (any more), delete ${file}`,
  );
}

function holderOf(disk: Disk, file: string): Holder | undefined {
  try {
    const { data } = holderSchema.safeParse(JSON.parse(readText(disk, file) ?? ''));
    return data;
  } catch {
    return undefined;
  }
}
