import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../project-files';
import { doctorPictures, drawn, runs, schemes, transcriptFile } from './pictures';
import { onlyWrong, rowsOf } from './rows';

const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const wordsOf = (text: string) => text.split(/\s+/).filter((word) => word !== '');
const unescaped = (text: string) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');

describe('the pictures of the doctor', () => {
  const pictures = doctorPictures();

  it('are those that the documentation has, light and dark: `npm run docs:doctor` renews them', () => {
    assert.equal(pictures.size, 4);
    const page = read('docs/doctor.md');
    for (const [file, svg] of pictures) {
      assert.equal(read(file), svg, file);
      assert.ok(page.includes(path.posix.relative('docs', file)), file);
    }
  });

  it('show one that is well, with what could not be seen, and one with which several things are wrong', () => {
    const [well = '', broken = ''] = runs.map((run) => readFileSync(transcriptFile(run), 'utf8'));
    const marksIn = (text: string, mark: string) => text.split(`\n  ${mark} `).length - 1;
    assert.equal(marksIn(well, '✘'), 0);
    assert.ok(marksIn(well, '?') > 0);
    assert.ok(marksIn(broken, '✘') >= 3);
    assert.equal(marksIn(onlyWrong(broken), '✘'), marksIn(broken, '✘'));
  });

  for (const [file, svg] of pictures) {
    const texts = [...svg.matchAll(/<text x="([\d.]+)" y="([\d.]+)"[^>]*>([^<]*)<\/text>/g)];

    it(`${file} has every word of what is shown of the run, and none besides`, () => {
      const run = runs.find((each) => file.includes(`doctor-${each}-`)) ?? assert.fail(file);
      const shown = wordsOf(drawn[run].of(readFileSync(transcriptFile(run), 'utf8')));
      const words = [...svg.matchAll(/<text [^>]*>([^<]*)<|data-mark="(.)"/g)].flatMap(
        ([, text = '', mark = '']) => wordsOf(unescaped(text + mark)),
      );
      assert.deepEqual(words, shown);
      const [, description = ''] = /<desc[^>]*>([^<]*)<\/desc>/.exec(svg) ?? [];
      assert.deepEqual(wordsOf(unescaped(description)), shown);
    });

    it(`${file} has no text outside of it, in the broadest of fonts`, () => {
      const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)?.map(Number) ?? [];
      assert.ok(width && height);
      for (const [, x, y, words = ''] of texts) {
        assert.ok(Number(x) + unescaped(words).length * 13 * 0.62 <= width, words);
        assert.ok(Number(y) < height);
      }
    });
  }

  for (const [scheme, { paper, line, marks, ...inks }] of Object.entries(schemes))
    it(`are read in the ${scheme} scheme by whoever sees little contrast`, () => {
      assert.notEqual(line, paper);
      for (const ink of [...Object.values(inks), ...Object.values(marks)])
        assert.ok(contrast(ink, paper) >= 4.5, `${ink} on ${paper}`);
    });
});

/** WCAG 2's, from 1 to 21. */
function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

describe('the rows of a terminal', () => {
  const columns = 30;
  const transcript = [
    '$ keyturn doctor',
    '',
    'The daily run',
    '  ✘ schedule keyturn-daily: nothing wakes the monitor',
    '      pulumi up on the monitor’s stack',
    `  ✔ ${'x'.repeat(60)}`,
  ].join('\n');
  const rows = rowsOf(transcript, columns);

  it('are no longer than it, whatever is said', () => {
    for (const row of rows) {
      const text = row.kind === 'check' ? `  ${row.mark} ${row.text}` : row.text;
      assert.ok([...text].length <= columns, text);
    }
  });

  it('go on where what is said begins', () =>
    assert.deepEqual(
      rows.map(({ kind, text }) => [kind, text]),
      [
        ['command', '$ keyturn doctor'],
        ['plain', ''],
        ['title', 'The daily run'],
        ['check', 'schedule keyturn-daily:'],
        ['plain', '    nothing wakes the monitor'],
        ['advice', '      pulumi up on the'],
        ['advice', '      monitor’s stack'],
        ['check', 'x'.repeat(26)],
        ['plain', `    ${'x'.repeat(26)}`],
        ['plain', `    ${'x'.repeat(8)}`],
      ],
    ));

  it('have one … for however many groups are left out', () =>
    assert.equal(
      onlyWrong('$ a\n\nHead\n\nA\n  ✔ a\n\nB\n  ? b\n\nC\n  ✘ c\n\nD\n  ✔ d\n\n✔ 2\n'),
      '$ a\n\nHead\n\n…\n\nC\n  ✘ c\n\n…\n\n✔ 2\n',
    ));
});
