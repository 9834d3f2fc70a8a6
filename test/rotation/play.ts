import type { Moto } from '../../emulation/moto/start';
import { createKey } from '../../emulation/moto/test-clients';
import { CreateUserCommand, ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { OwnTerminal } from '../../cli/testing/own-terminal';
import type { Dice } from '../killed/dice';
import type { Switchboard } from '../killed/switchboard';
import { WatchedTerminal, type Plan } from './watched-terminal';

const fates = ['never arrives', 'answer is lost', 'answer is heard'] as const;
/** More than a run has of either: some plans come to nothing. */
const [MOST_CALLS, MOST_CHANGES, LONGEST_MS] = [13, 55, 900] as const;
/** Of a killed command's next run to be killed again. */
const CHANCE = 0.7;

const isAsked = /or somebody by hand\. Delete it\? There is no terminal to ask/;

export interface Played {
  readonly broken: readonly string[];
  /** Where a process was killed, each time. */
  readonly kills: readonly string[];
  readonly runs: number;
}

/**
 * One rotation, of which process after process is killed, until one comes to its end.
 * @param most kills
 */
export async function play(
  moto: Moto,
  switchboard: Switchboard,
  {
    command,
    home,
    dice,
    most,
  }: {
    readonly command: string;
    readonly home: string;
    readonly dice: Dice;
    readonly most: number;
  },
): Promise<Played> {
  await moto.reset();
  await moto.setClock(new Date());
  const ada = await OwnTerminal.open(moto, home);
  await ada.iam.send(new CreateUserCommand({ UserName: 'bob' }));
  const bobs = await createKey(ada.iam, 'bob');
  const credentials = `# mine\r\n[bob]\r\n${ada.lines(bobs)}\n[default]\n${ada.lines()}region = eu-west-1 # near\n`;
  const config = `[default]\nmfa_serial = ${ada.device.serialNumber}\n[profile again]\n${ada.lines()}`;
  ada.write('credentials', credentials, 0o640);
  ada.write('config', config);
  ada.keepForPrompt();
  const terminal = new WatchedTerminal(command, ada, switchboard);
  const kills: string[] = [];
  let answers: readonly string[] = [];
  for (let runs = 1; ; runs += 1) {
    const isLeft = kills.length < most && (runs === 1 || dice.roll() < CHANCE);
    const { code, killedAt, stderr } = await terminal.run(answers, isLeft ? planBy(dice) : {});
    if (killedAt !== undefined) {
      kills.push(killedAt);
      continue;
    }
    // Whether a key that nobody has the secret of may go: AWS made it, and the process was killed before it knew.
    if (answers.length === 0 && terminal.keysEnabled === 2 && isAsked.test(stderr)) {
      answers = ['--yes'];
      continue;
    }
    if (code === 0) await terminal.finish();
    else terminal.broken.push(`it ended with ${code}: ${stderr}`);
    terminal.holdsTheRest('credentials', credentials);
    terminal.holdsTheRest('config', config);
    const { AccessKeyMetadata } = await ada.iam.send(
      new ListAccessKeysCommand({ UserName: 'bob' }),
    );
    if (AccessKeyMetadata?.[0]?.AccessKeyId !== bobs.accessKeyId)
      terminal.broken.push('bob’s key is gone');
    return { broken: terminal.broken, kills, runs };
  }
}

function planBy(dice: Dice): Plan {
  const [which, nth] = [dice.roll(), dice.roll()];
  if (which < 0.45)
    return { call: { nth: 1 + Math.floor(nth * MOST_CALLS), fate: dice.oneOf(fates) } };
  if (which < 0.9)
    return {
      change: { at: 1 + Math.floor(nth * MOST_CHANGES), then: dice.oneOf(['before', 'after']) },
    };
  return { afterMs: nth * LONGEST_MS };
}
