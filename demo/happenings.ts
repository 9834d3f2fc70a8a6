import type { EngineerName } from './cast';
import { press } from './in-slack';
import type { Happening } from './world';

const firstPassword = (name: string) => `First-${name}-2027!`;
const ownPassword = (name: string, n: number) => `Own-${name}-password-${n}`;

/** First login, MFA, a key, as a new engineer does them. */
export function settlesIn(day: number, name: EngineerName): Happening {
  return {
    day,
    time: '07:30',
    what: `${name} signs in, changes the password, enrols MFA, makes a key`,
    act: async ({ cast, keys }) => {
      await cast.administrator.givePassword(name, firstPassword(name));
      const engineer = cast.engineers[name];
      await engineer.signInFirst(firstPassword(name), ownPassword(name, 1));
      await engineer.enrolMfa();
      keys.set(`${name}'s first`, await engineer.createKey());
    },
  };
}

export function changesPassword(day: number, name: EngineerName): Happening {
  return {
    day,
    time: '11:00',
    what: `${name} changes the console password`,
    act: ({ cast }) => cast.engineers[name].changePassword(ownPassword(name, 2)),
  };
}

/** Each to the question that came when their key was made. */
export function saysItWasThem(
  day: number,
  time: string,
  ...names: readonly EngineerName[]
): Happening {
  return {
    day,
    time,
    what: `${names.join(', ')}: This was me`,
    act: async (world) => {
      for (const name of names) await press(world, name, 'mine');
    },
  };
}
