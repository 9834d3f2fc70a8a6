import { parseArgs } from 'node:util';
import { Keyturn } from '../../cli/testing/keyturn';
import { wholeNumber } from '../whole-number';
import { linesOf, type Answer } from './answer';
import { tryLines, type LinesSeen } from './command-lines';
import { inWords } from './in-words';
import { knock, type Seen } from './front-door';

const SECOND = 1000;
/** One in so many is asked by a process of its own, too. */
const PROCESS = 200;
/** One command line is drawn for so many files. */
const LINES = 4;

/**
 * `npm run test:front-door -- --files 20000 --seed 1`: files and command lines as somebody might have written them.
 * @returns the exit code: 1 where a promise is broken
 * @throws parseArgs' TypeError, or RangeError
 */
export async function frontDoorCommand(
  args: readonly string[],
  print: (text: string) => void,
): Promise<0 | 1> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      files: { type: 'string', default: '2000' },
      seed: { type: 'string', default: '1' },
    },
  });
  const [files, seed] = [wholeNumber('files', values.files), wholeNumber('seed', values.seed)];
  const keyturn = await Keyturn.build();
  try {
    const asProcess = async (line: readonly string[]): Promise<Answer> => {
      const { code, stdout, stderr } = await keyturn.start(line);
      return { code: code ?? -1, lines: linesOf(stdout + stderr) };
    };
    const seen = await knock(files, seed, { asProcess, every: PROCESS, mostMs: SECOND });
    const lines = await tryLines(Math.ceil(files / LINES), seed);
    return tell(seen, lines, print);
  } finally {
    keyturn.remove();
  }
}

function tell(seen: Seen, lines: LinesSeen, print: (text: string) => void): 0 | 1 {
  for (const each of [...inWords(seen), ...lines.broken]) print(each);
  print(`${lines.count} command lines, ${lines.wrong} of them wrong.`);
  return seen.broken.length + lines.broken.length > 0 ? 1 : 0;
}
