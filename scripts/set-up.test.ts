import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

const NPM = `echo "npm $*" >> log; test ! -e slow || /bin/sleep 0.5; /bin/mkdir -p node_modules; test ! -e npm-fails`;
const PYTHON = `
case "$*" in
  *version_info*) echo 3 11 ;;
  "-m venv"*) echo venv >> log; /bin/mkdir -p .venv/bin; /bin/cp bin/pip .venv/bin/python ;;
esac`;
const PIP = `echo "pip $7" >> log; test ! -e pip-fails`;

describe('set-up', () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'set-up-'));
    for (const script of ['set-up.mjs', 'lock.mjs', 'installed.mjs'])
      cpSync(join(__dirname, script), join(root, 'scripts', script));
    mkdirSync(join(root, 'emulation'));
    mkdirSync(join(root, 'bin'));
    write('emulation/requirements.txt', 'moto==1');
    writePackages('package-lock.json', { '': {}, ...zod });
    writeProgram('npm', NPM);
    writeProgram('python3', PYTHON);
    writeProgram('pip', PIP);
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const zod = { 'node_modules/zod': { version: '4.0.0', integrity: 'sha512-z' } };
  const write = (path: string, text: string) => writeFileSync(join(root, path), text);
  const writePackages = (path: string, packages: object) =>
    write(path, JSON.stringify({ packages }));
  const writeProgram = (name: string, text: string) => {
    write(`bin/${name}`, `#!/bin/sh\n${text}\n`);
    chmodSync(join(root, 'bin', name), 0o755);
  };
  // A set-up that waits looks into the folder of its lock meanwhile.
  const remove = (path: string) =>
    rmSync(join(root, path), { recursive: true, maxRetries: 10, retryDelay: 20 });

  /** What was run since the last look. */
  const ran = () => {
    if (!existsSync(join(root, 'log'))) return [];
    const lines = readFileSync(join(root, 'log'), 'utf8').trim().split('\n');
    remove('log');
    return lines.map((line) => line.replace(/^npm ci .*/, 'npm ci'));
  };
  const setUp = () =>
    new Promise<{ code: number | null; out: string; err: string }>((resolve) => {
      // Nothing but the pretended programs can be found.
      const env = { PATH: join(root, 'bin') };
      const child = spawn(process.execPath, [join(root, 'scripts', 'set-up.mjs')], { env });
      const [out, err] = [[] as string[], [] as string[]];
      child.stdout.on('data', (data: Buffer) => out.push(data.toString()));
      child.stderr.on('data', (data: Buffer) => err.push(data.toString()));
      child.on('close', (code) => resolve({ code, out: out.join(''), err: err.join('') }));
    });
  const all = ['npm ci', 'venv', 'pip -r'];

  it('installs both, and then is quiet', async () => {
    const first = await setUp();
    assert.deepEqual([first.code, first.err], [0, '']);
    assert.match(first.out, /npm ci[^]*pip/);
    assert.deepEqual(ran(), all);
    assert.deepEqual(await setUp(), { code: 0, out: '', err: '' });
    assert.deepEqual(ran(), []);
    assert.deepEqual(
      readdirSync(root).filter((name) => name.startsWith('.set-up')),
      [],
    );
  });

  it('installs again what is stale or gone, and only that', async () => {
    await setUp();
    ran();
    const cases: [string, () => void, string[]][] = [
      ['other packages', () => writePackages('package-lock.json', { '': {} }), ['npm ci']],
      ['no packages', () => remove('node_modules'), ['npm ci']],
      ['other requirements', () => write('emulation/requirements.txt', 'moto==2'), all.slice(1)],
      ['no environment', () => remove('.venv'), all.slice(1)],
      ['an environment whose Python is gone', () => remove('.venv/bin/python'), all.slice(1)],
    ];
    for (const [name, change, expected] of cases) {
      change();
      assert.equal((await setUp()).code, 0, name);
      assert.deepEqual(ran(), expected, name);
    }
  });

  describe('after somebody’s own npm install', () => {
    const own = { own: { version: '1.0.0' }, 'node_modules/own': { link: true } };
    const others = { 'node_modules/os': { version: '1.0.0', integrity: 'x', optional: true } };
    const cases: [string, object, boolean][] = [
      ['is content with what package-lock.json says', { ...zod, ...own }, true],
      ['is content with optional packages too', { ...zod, ...own, ...others }, true],
      ['is not with another version', { ...own, 'node_modules/zod': { version: '4.0.1' } }, false],
      ['is not with a package missing', own, false],
      ['is not with a package of the repository’s own missing', zod, false],
      [
        'is not with one too many',
        { ...zod, ...own, 'node_modules/x': { version: '1.0.0' } },
        false,
      ],
    ];
    for (const [name, found, content] of cases)
      it(name, async () => {
        writePackages('package-lock.json', { '': {}, ...zod, ...own, ...others });
        mkdirSync(join(root, 'node_modules'));
        writePackages('node_modules/.package-lock.json', found);
        await setUp();
        assert.deepEqual(ran(), content ? all.slice(1) : all);
        assert.equal((await setUp()).out, '');
      });
  });

  describe('tells what is wrong, and tries again the next time:', () => {
    const cases: [string, () => void, RegExp, () => void][] = [
      [
        'no Python',
        () => remove('bin/python3'),
        /no python3 on the PATH: install Python 3\.11/,
        () => writeProgram('python3', PYTHON),
      ],
      [
        'an old Python',
        () => writeProgram('python3', 'echo 3 10'),
        /python3 is 3\.10: 3\.11 or newer is needed/,
        () => writeProgram('python3', PYTHON),
      ],
      [
        'a Python without venv',
        () => writeProgram('python3', `case "$*" in *ensurepip*) exit 1;; *) echo 3 12;; esac`),
        /python3 has no venv module: install it \(.*python3-venv/,
        () => writeProgram('python3', PYTHON),
      ],
      ['pip', () => write('pip-fails', ''), /pip could not install/, () => remove('pip-fails')],
      ['npm', () => write('npm-fails', ''), /npm ci failed/, () => remove('npm-fails')],
      [
        'no npm',
        () => remove('bin/npm'),
        /npm could not be started/,
        () => writeProgram('npm', NPM),
      ],
    ];
    for (const [name, spoil, message, mend] of cases)
      it(name, async () => {
        spoil();
        const { code, err } = await setUp();
        assert.equal(code, 1);
        assert.match(err, message);
        assert.doesNotMatch(err, /at .*\.mjs/);
        mend();
        assert.equal((await setUp()).code, 0);
        assert.equal((await setUp()).out, '');
      });

    it('and takes a newer Python by its own name', async () => {
      writeProgram('python3', 'echo 3 10');
      writeProgram('python3.12', PYTHON.replace('3 11', '3 12'));
      assert.equal((await setUp()).code, 0);
    });
  });

  describe('when several run at once', () => {
    const lock = (owner: string, at = new Date()) => {
      mkdirSync(join(root, '.set-up.lock', owner), { recursive: true });
      utimesSync(join(root, '.set-up.lock', owner), at, at);
    };
    const gone = 4_194_304; // Above the highest id that Linux gives.

    it('installs once', async () => {
      write('slow', '');
      const results = await Promise.all([setUp(), setUp(), setUp()]);
      assert.deepEqual(ran(), all);
      assert.deepEqual(
        results.map(({ code }) => code),
        [0, 0, 0],
      );
      assert.equal(results.filter(({ out }) => /waiting for another/.test(out)).length, 2);
    });

    it('takes over from one that died', async () => {
      lock(`${gone}@${hostname()}@a`);
      const { code, out } = await setUp();
      assert.deepEqual([code, ran()], [0, all]);
      assert.doesNotMatch(out, /waiting/);
    });

    it('takes over from a machine that nothing was heard of for half an hour', async () => {
      lock(`${process.pid}@elsewhere@a`, new Date(Date.now() - 31 * 60_000));
      assert.equal((await setUp()).code, 0);
      assert.deepEqual(ran(), all);
    });

    it('waits for one that lives', async () => {
      lock(`${process.pid}@${hostname()}@a`);
      const running = setUp();
      await new Promise((resolve) => setTimeout(resolve, 600));
      assert.deepEqual(ran(), []);
      remove('.set-up.lock');
      assert.match(
        (await running).out,
        new RegExp(`waiting for another set-up \\(${process.pid}@`),
      );
      assert.deepEqual(ran(), all);
    });
  });
});
