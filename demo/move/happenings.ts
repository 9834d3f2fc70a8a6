import path from 'node:path';
import { Terminal } from '../../emulation/people/terminal';
import { accounts, type EngineerName } from '../cast';
import type { Happening } from '../world';
import { builtCommand } from './command';
import type { MoveWorld } from './world';

/** A role that everybody may have. */
const readOnly = `arn:aws:iam::${accounts.production}:role/read-only`;
const region = 'eu-central-1';
/** Who makes the report of each month, on the machine that nobody remembers. */
export const script = {
  sourceAddress: '198.51.100.77',
  userAgent: 'monthly-report/2.1 Boto3/1.34.0',
};

/** The team takes everybody's next step, one after the other, and deploys them together. */
export function steps(
  day: number,
  time: string,
  what: string,
  ...names: readonly EngineerName[]
): Happening<MoveWorld> {
  return {
    ...{ day, time, what: `keyturn move ${names.join(', ')}; pulumi up: ${what}` },
    act: async ({ team }) => {
      for (const name of names) await team.move(name);
      await team.up();
    },
  };
}

/** Too early. */
export function isRefused(day: number, name: EngineerName): Happening<MoveWorld> {
  return {
    ...{ day, time: '09:30', what: `keyturn move ${name}: refused, and says why` },
    act: async ({ team, refusals }) => {
      const before = team.engineers;
      const said = await team.refusedMove(name);
      refusals.set(name, team.engineers === before ? said : 'engineers.yaml was changed');
    },
  };
}

export function goesBack(day: number, name: EngineerName, why: string): Happening<MoveWorld> {
  return {
    ...{ day, time: '11:00', what: `keyturn move ${name} --back; pulumi up: ${why}` },
    act: async ({ team, cast }) => {
      await cast.engineers[name].useKey();
      await team.move(name, '--back');
      await team.up();
    },
  };
}

export function ends(day: number, ...names: readonly EngineerName[]): Happening<MoveWorld> {
  return {
    ...{ day, time: '16:00', what: `keyturn move ${names.join(', ')} --certificate` },
    act: async ({ team, certificates }) => {
      for (const name of names) certificates.set(name, await team.certificateOf(name));
    },
  };
}

export function worksWithKey(day: number, ...names: readonly EngineerName[]): Happening<MoveWorld> {
  return {
    ...{ day, time: '15:00', what: `with a key: ${names.join(', ')}` },
    act: async ({ cast }) => {
      for (const name of names) await cast.engineers[name].useKey(readOnly);
    },
  };
}

export function worksWithoutKey(
  day: number,
  ...names: readonly EngineerName[]
): Happening<MoveWorld> {
  return {
    ...{ day, time: '08:30', what: `without a key, by aws login: ${names.join(', ')}` },
    act: async ({ cast }) => {
      for (const name of names) await cast.engineers[name].workWithoutKey(readOnly, region);
    },
  };
}

/** With a session of their own, which the team takes their word for. */
export function saysSo(day: number, name: EngineerName): Happening<MoveWorld> {
  return {
    ...{ day, time: '14:00', what: `${name} runs keyturn ways; keyturn move ${name} --said` },
    act: async ({ moto, cast, team }) => {
      const terminal = new Terminal(moto);
      try {
        terminal.write('.aws/config', await team.profilesFor(name));
        (await cast.engineers[name].awsLogin(region)).keepIn(terminal.home);
        const file = path.join(terminal.home, 'ways.json');
        const args = ['ways', 'identity-sign-in', '--statement', file];
        const { code, stderr } = await terminal.run(builtCommand, args);
        if (code !== 0) throw new Error(`keyturn ways ended with ${code}: ${stderr}`);
        await team.move(name, '--said', file);
      } finally {
        terminal.remove();
      }
    },
  };
}

/** By a copy of the key that somebody once put there. */
export function scriptRuns(day: number, name: EngineerName): Happening<MoveWorld> {
  return {
    ...{ day, time: '04:00', what: `a script makes the report of the month, with ${name}'s key` },
    act: ({ cast }) => cast.engineers[name].runWithCopiedKey(script),
  };
}
