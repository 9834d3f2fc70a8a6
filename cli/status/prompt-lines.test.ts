import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promptLines, shells, type Shell } from './prompt-lines';

const DAY = 86_400;
const NOW = 1_800_000_000;

const prompt: Readonly<Record<Shell, string>> = {
  bash: 'eval "$PROMPT_COMMAND"; printf %s "${PS1@P}"',
  zsh: 'for f in $precmd_functions; do $f; done; print -rnP -- "$PROMPT"',
};
/** A clock that stands: both shells' own can't be set. */
const clock: Readonly<Record<Shell, string>> = {
  bash: `unset EPOCHSECONDS; EPOCHSECONDS=${NOW};`,
  zsh: `unset EPOCHSECONDS 2>/dev/null; typeset -h EPOCHSECONDS=${NOW};`,
};

function find(name: string): string {
  const folders = (process.env['PATH'] ?? '').split(path.delimiter);
  return folders.map((each) => path.join(each, name)).find(existsSync) ?? '';
}

for (const shell of shells)
  describe(`the lines for a prompt of ${shell}`, () => {
    let program: string;
    let folder: string;
    let credentials: string;
    before(function () {
      // The one of the system may be too old, or there is none.
      program = find(shell);
      if (
        program === '' ||
        spawnSync(program, ['-c', '[[ ${BASH_VERSINFO:-5} -ge 5 ]]']).status !== 0
      )
        return this.skip();
      folder = mkdtempSync(path.join(tmpdir(), 'keyturn-prompt-'));
      credentials = path.join(folder, 'my credentials');
      writeFileSync(credentials, '');
    });
    after(() => folder && rmSync(folder, { recursive: true }));
    beforeEach(() => rmSync(`${credentials}.keyturn-status`, { recursive: true, force: true }));

    /** What stands in the prompt before `% `. Programs can't be found. */
    function shown(text?: string, changedAfter = false): string {
      if (text !== undefined) writeFileSync(`${credentials}.keyturn-status`, text);
      const changed = NOW + (changedAfter ? 10 : -10);
      utimesSync(credentials, changed, changed);
      if (text !== undefined) utimesSync(`${credentials}.keyturn-status`, NOW, NOW);
      const set = shell === 'bash' ? 'PS1="% "; PROMPT_COMMAND=' : 'PROMPT="%% "';
      const lines = promptLines(shell).replace('zmodload zsh/datetime && ', '');
      const { stdout, stderr } = run(`${set}\n${lines}\n${clock[shell]}\n${prompt[shell]}`);
      assert.equal(stderr, '');
      assert.match(stdout, /% $/);
      return stdout.slice(0, -2);
    }
    function run(script: string) {
      const flags = shell === 'zsh' ? ['-f'] : ['--norc', '--noprofile'];
      return spawnSync(program, [...flags, '-c', script], {
        encoding: 'utf8',
        env: {
          PATH: '/nowhere',
          LANG: 'C.UTF-8',
          AWS_SHARED_CREDENTIALS_FILE: credentials,
          ...(process.env['FPATH'] !== undefined && { FPATH: process.env['FPATH'] }),
        },
      });
    }
    const file = (...lines: readonly string[]) => ['keyturn-status 1', ...lines, ''].join('\n');
    const key = (due: number, stops: number, state = 'works', id = 'WXYZ') =>
      `${id} ${due} ${stops} ${state} 0 76 91 arn:aws:iam::111111111111:user/ada`;

    it('show nothing where there is nothing', () => {
      assert.equal(shown(), '');
      assert.equal(shown(file()), '');
      assert.equal(shown(file(key(NOW + 1, NOW + 15 * DAY))), '');
    });

    it('show a key from its first reminder to its end, and after', () => {
      const stops = NOW + 15 * DAY;
      assert.equal(shown(file(key(NOW, stops))), 'AWS key …WXYZ stops in 15 d ');
      assert.equal(shown(file(key(NOW - DAY, NOW + 1))), 'AWS key …WXYZ stops in 1 d ');
      for (const begun of [0, 1, DAY - 1])
        assert.equal(shown(file(key(NOW - DAY, NOW - begun))), 'AWS key …WXYZ stops today ');
      for (const begun of [DAY, DAY + 1, 2 * DAY, 9 * DAY])
        assert.equal(shown(file(key(NOW - DAY, NOW - begun))), 'AWS key …WXYZ is past its day ');
      assert.equal(shown(file(key(NOW - DAY, 253_402_300_799))), 'AWS key …WXYZ is old ');
      assert.equal(
        shown(file(key(253_402_300_799, 253_402_300_799, 'stopped'))),
        'AWS key …WXYZ has stopped ',
      );
    });

    it('leave to others what the last command came to', () => {
      for (const text of [undefined, 'keyturn-status 2\n', file(key(NOW, NOW + DAY))]) {
        rmSync(`${credentials}.keyturn-status`, { force: true });
        if (text !== undefined) writeFileSync(`${credentials}.keyturn-status`, text);
        const other = shell === 'bash' ? "PROMPT_COMMAND='seen=$?'" : '';
        const begin = `PS1=; ${other}\n${promptLines(shell)}\nended() { return 3; }\n`;
        const prompted =
          shell === 'bash' ? 'ended; eval "$PROMPT_COMMAND"' : 'ended; keyturn_key; seen=$?';
        assert.equal(run(`${begin}${prompted}; printf %s $seen`).stdout, '3');
      }
    });

    it('show each user’s', () =>
      assert.equal(
        shown(file(key(NOW, NOW + DAY, 'works', 'AAAA'), key(NOW, NOW - DAY, 'works', 'BBBB'))),
        'AWS key …AAAA stops in 1 d AWS key …BBBB is past its day ',
      ));

    it('say that the key may be another where the credentials were changed since', () =>
      assert.equal(
        shown(file(key(NOW, NOW + DAY)), true),
        'AWS key …WXYZ, or another: keyturn status ',
      ));

    it('do not read what a newer version has kept', () =>
      assert.equal(shown('keyturn-status 2\nWXYZ 1 2\n'), 'AWS key: keyturn status '));

    it('run nothing of what stands in the file, nor show it', () => {
      const evil = path.join(folder, 'evil');
      // Without a blank, at which the line would be split.
      const code = `$(echo>${evil})`;
      for (const line of [
        `WXYZ a[${code}] 5 works`,
        `WXYZ 1 a[${code}] works`,
        `${code} 1 2 works`,
        `%F{red} 1 2 works`,
        `WXYZ 1 2 ${code}`,
        'WXYZ',
        '',
      ])
        assert.match(shown(file(line)), /^(AWS key …WXYZ is past its day )?$/);
      assert.ok(!existsSync(evil));
    });

    it('cost a fraction of what it costs to start the shell', () => {
      writeFileSync(`${credentials}.keyturn-status`, file(key(1, 2)));
      const [lines = ''] = promptLines(shell).split('\n}\n');
      const prompts = 100;
      const script = (times: number) =>
        `${lines}\n}\n${clock[shell]}\nfor ((i = 0; i < ${times}; i++)); do keyturn_key; done`;
      const start = fastest(() => run(script(0)));
      const all = fastest(() => run(script(prompts)));
      assert.ok((all - start) / prompts < start / 2, `${all} ms, a start ${start} ms`);
    });
  });

/** In milliseconds: of several, that which was disturbed least. */
function fastest(act: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const before = performance.now();
    act();
    return performance.now() - before;
  });
  return Math.min(...times);
}
