import { mkdirSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const LONGEST_MS = 30 * 60_000;

/**
 * Runs `work` while no other process runs its own under the same lock.
 * The lock is a directory that holds one entry, the owner's; it comes into being with it by a rename, so it is
 * never seen without. A dead owner's entry is removed, by which the lock is free: an empty directory can be
 * renamed over. As entries are never named twice, nobody can remove the entry of a new owner by mistake.
 * @param {string} directory
 * @param {() => Promise<void>} work
 * @param {(owner: string) => void} onWait told once, if the lock is taken.
 */
export async function withLock(directory, work, onWait) {
  const owner = `${process.pid}@${hostname()}@${randomUUID()}`;
  const own = `${directory}.${owner}`;
  mkdirSync(join(own, owner), { recursive: true });
  try {
    let told = false;
    while (!take(own, directory)) {
      removeStaleOwner(directory);
      if (take(own, directory)) break;
      if (!told) onWait(ownerOf(directory) ?? 'another process');
      told = true;
      await sleep(250);
    }
    await work();
  } finally {
    rmSync(own, { recursive: true, force: true });
    removeOwner(directory, owner);
  }
}

function take(own, directory) {
  try {
    renameSync(own, directory);
    return true;
  } catch (error) {
    if (['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(error.code)) return false;
    throw error;
  }
}

function removeStaleOwner(directory) {
  const owner = ownerOf(directory);
  if (owner !== undefined && isStale(directory, owner)) removeOwner(directory, owner);
}

function isStale(directory, owner) {
  const [pid, host] = owner.split('@');
  const since = statSync(join(directory, owner), { throwIfNoEntry: false })?.mtimeMs;
  if (since === undefined) return false;
  // A process of another machine (or container) can't be asked whether it lives.
  return Date.now() - since > LONGEST_MS || (host === hostname() && !isAlive(Number(pid)));
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function ownerOf(directory) {
  try {
    return readdirSync(directory)[0];
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function removeOwner(directory, owner) {
  try {
    rmdirSync(join(directory, owner));
    rmdirSync(directory);
  } catch (error) {
    // Gone already, or already another's.
    if (!['ENOENT', 'ENOTEMPTY', 'EEXIST'].includes(error.code)) throw error;
  }
}
