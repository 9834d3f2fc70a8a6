import { accounts, engineerNames, slackIds, type EngineerName } from './cast';
import { changesPassword, saysItWasThem, settlesIn } from './happenings';
import { openHome, press } from './in-slack';
import { rotateCommand } from './rotate-command';
import type { Happening, Story } from './world';

function rotates(day: number, name: EngineerName, why: string): Happening {
  return {
    day,
    time: '10:30',
    what: `${name} runs aws-vault rotate (${why})`,
    act: async ({ cast, keys }) => {
      keys.set(`${name}'s second`, await cast.engineers[name].rotate());
    },
  };
}

/** With the command itself, as a process of its own. */
function rotatesWithKeyturn(day: number, name: EngineerName, why: string): Happening {
  return {
    day,
    time: '10:30',
    what: `${name} runs keyturn rotate (${why})`,
    act: async ({ moto, cast, keys }) => {
      const fresh = await cast.engineers[name].rotateWith((...at) => rotateCommand(moto, ...at));
      keys.set(`${name}'s second`, fresh);
    },
  };
}

const happenings: readonly Happening[] = [
  {
    day: -60,
    time: '12:00',
    what: 'ci-deployer gets a key',
    act: async ({ cast, keys }) => {
      keys.set("ci-deployer's", await cast.administrator.createKeyFor('ci-deployer'));
    },
  },
  ...engineerNames.map((name) => settlesIn(0, name)),
  saysItWasThem(0, '08:00', ...engineerNames),
  {
    day: 10,
    time: '15:00',
    what: 'alice and carol work with their keys',
    act: async ({ cast: { engineers } }) => {
      await engineers.alice.useKey();
      await engineers.carol.useKey();
    },
  },
  {
    day: 20,
    time: '08:00',
    what: 'production refuses every call for a day',
    act: ({ moto }) => moto.refuse([accounts.production]),
  },
  {
    day: 21,
    time: '08:00',
    what: 'production can be read again',
    act: ({ moto }) => moto.refuse([]),
  },
  {
    day: 30,
    time: '12:00',
    what: 'erin makes a second key, and keeps both',
    act: async ({ cast, keys }) => {
      keys.set("erin's second", await cast.engineers.erin.createKey());
    },
  },
  saysItWasThem(30, '12:10', 'erin'),
  {
    day: 40,
    time: '02:40',
    what: 'somebody makes a key for frank',
    act: async ({ cast, keys }) => {
      keys.set("the intruder's", await cast.intruder.createKeyFor('frank'));
    },
  },
  {
    day: 40,
    time: '08:20',
    what: 'frank wakes up: This was not me',
    act: (world) => press(world, 'frank', 'not-mine'),
  },
  {
    day: 40,
    time: '14:00',
    what: 'the team knows what it was used for; frank deletes it',
    act: ({ cast, keys }) => cast.engineers.frank.deleteKey(keys.get("the intruder's") ?? ''),
  },
  ...(['alice', 'bob', 'carol', 'dan', 'erin'] as const).map((name) => changesPassword(60, name)),
  {
    day: 60,
    time: '17:00',
    what: "dan's Slack account is deactivated",
    act: ({ slack: { workspace } }) =>
      Promise.resolve(workspace.putUser({ ...workspace.user(slackIds.dan), isDeactivated: true })),
  },
  rotates(70, 'alice', 'in time, before any reminder'),
  saysItWasThem(70, '10:40', 'alice'),
  {
    day: 77,
    time: '12:00',
    what: "bob looks at his keys in the app's home",
    act: (world) => openHome(world, 'bob'),
  },
  rotates(79, 'dan', 'the team told him'),
  rotatesWithKeyturn(81, 'bob', 'at the second reminder'),
  {
    day: 81,
    time: '10:40',
    what: 'bob: This was me, and I have rotated: look now',
    act: async (world) => {
      await press(world, 'bob', 'mine');
      await press(world, 'bob', 'look-now');
    },
  },
  changesPassword(82, 'frank'),
  rotates(85, 'frank', 'after two reminders'),
  saysItWasThem(85, '10:40', 'frank'),
  {
    day: 92,
    time: '10:00',
    what: 'carol, whose key is off, deletes it in the console and makes a new one',
    act: async ({ cast, keys }) => {
      keys.set("carol's second", await cast.engineers.carol.comeBack());
    },
  },
  saysItWasThem(94, '10:00', 'carol'),
];

/** The first hundred days of the example company. */
export const story: Story = {
  firstRun: 0,
  lastDay: 99,
  missedRuns: new Set([13, 45, 46, 86]),
  happenings,
};
