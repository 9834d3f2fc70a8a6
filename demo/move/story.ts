import { engineerNames } from '../cast';
import { changesPassword, saysItWasThem, settlesIn } from '../happenings';
import type { Story } from '../world';
import * as they from './happenings';
import type { MoveWorld } from './world';

export const firstDay = 100;

/** The second hundred days: everybody has a key, and nobody is to have one. */
export const story: Story<MoveWorld> = {
  firstRun: firstDay,
  lastDay: 199,
  missedRuns: new Set([119, 152]),
  happenings: [
    ...engineerNames.map((name) => settlesIn(100, name)),
    saysItWasThem(100, '08:00', ...engineerNames),
    they.worksWithKey(104, ...engineerNames),
    they.steps(105, '10:00', 'sign-in is open', ...engineerNames),
    they.worksWithoutKey(107, 'alice', 'bob', 'erin'),
    they.saysSo(108, 'frank'),
    they.worksWithoutKey(108, 'alice', 'carol'),
    they.worksWithoutKey(109, 'alice', 'carol', 'erin'),
    they.worksWithoutKey(110, 'carol'),
    they.worksWithKey(110, 'bob'),
    they.worksWithoutKey(111, 'bob'),
    they.worksWithoutKey(112, 'dan'),
    they.worksWithoutKey(113, 'dan'),
    they.worksWithoutKey(114, 'bob', 'dan'),
    // The first of May.
    they.scriptRuns(117, 'dan'),
    they.worksWithoutKey(120, 'erin'),
    they.isRefused(125, 'dan'),
    they.steps(125, '10:00', 'key is closed', 'alice', 'bob', 'carol'),
    {
      day: 127,
      time: '10:00',
      what: 'alice, whose key is to stop, deletes it in the console',
      act: ({ cast, keys }) => cast.engineers.alice.deleteKey(keys.get("alice's first") ?? ''),
    },
    they.goesBack(128, 'carol', 'a tool of hers knows no aws login'),
    they.steps(147, '10:00', 'key is closed', 'carol', 'dan', 'erin', 'frank'),
    // The first of June: the key still works, and nobody else uses it.
    they.scriptRuns(148, 'dan'),
    {
      day: 149,
      time: '13:00',
      what: 'dan finds the script that the warning names: it gets a key of the machine user backup',
      act: async ({ cast, keys }) => {
        keys.set("backup's", await cast.administrator.createKeyFor('backup'));
      },
    },
    they.ends(150, 'alice', 'bob'),
    ...engineerNames.map((name) => changesPassword(160, name)),
    they.ends(170, 'carol', 'dan', 'erin', 'frank'),
    they.worksWithoutKey(199, ...engineerNames),
  ],
};
