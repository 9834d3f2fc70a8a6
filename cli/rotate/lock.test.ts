import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { takeLock } from './lock';

describe('the lock of a rotation', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = fs.mkdtempSync(path.join(tmpdir(), 'keyturn-lock-'));
    file = path.join(folder, 'lock');
  });
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  const hold = (pid: number, host = hostname()) =>
    fs.writeFileSync(file, JSON.stringify({ pid, host, nonce: 'another' }));

  it('is there while it is held, and gone with all else after', () => {
    const release = takeLock(fs, file);
    assert.deepEqual(fs.readdirSync(folder), ['lock']);
    release();
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it('is taken from a process that is dead', () => {
    hold(spawnSync(process.execPath, ['--version']).pid);
    fs.writeFileSync(`${file}.left`, 'of one that was killed as it took it');
    takeLock(fs, file)();
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  it('is taken from nobody who lives, or may live on another machine', () => {
    hold(process.ppid);
    assert.throws(
      () => takeLock(fs, file),
      new RegExp(`process ${process.ppid} on .*delete ${file}`),
    );
    hold(1, 'elsewhere');
    assert.throws(() => takeLock(fs, file), /process 1 on elsewhere/);
    assert.deepEqual(fs.readdirSync(folder), ['lock']);
  });

  it('is taken from a process that has ended, though nobody has asked for how', async function () {
    if (process.platform !== 'linux') return this.skip();
    // Its parent becomes another program, which knows of no child.
    const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 60']);
    try {
      const [line] = (await once(parent.stdout, 'data')) as [Buffer];
      const pid = Number(line.toString());
      while (!/\) Z /.test(fs.readFileSync(`/proc/${pid}/stat`, 'utf8'))) await sleep(10);
      hold(pid);
      takeLock(fs, file)();
      assert.deepEqual(fs.readdirSync(folder), []);
    } finally {
      parent.kill();
    }
  });

  it('that says nothing is taken', () => {
    fs.writeFileSync(file, '');
    takeLock(fs, file)();
  });

  it('that became another’s meanwhile is not released', () => {
    const release = takeLock(fs, file);
    hold(process.ppid);
    release();
    assert.deepEqual(fs.readdirSync(folder), ['lock']);
  });
});
