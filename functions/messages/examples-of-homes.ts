import { homeViewId, type HomeKey, type HomeView } from '../../rules/notices/home-view';
import { account, anna, key, newer, plannedAt, stopsOn, timeZone, toOwner } from './example-people';
import type { Reader } from './reader';

/** A home as it would be drawn. */
export interface HomeExample {
  readonly name: string;
  readonly view: HomeView;
  readonly reader: Pick<Reader, 'teamChannel' | 'rotation'>;
}

const { userName, type } = anna;
const old: HomeKey = {
  account,
  userName,
  type,
  key,
  status: 'Active',
  state: 'rotate-soon',
  stopsOn,
};
const fine: HomeKey = {
  ...old,
  account: { id: '111111111111', name: 'Identity' },
  key: { ...key, id: 'AKIAEXAMPLE0ANNAJKLM', createdAt: '2026-11-11T07:15:00.000Z', age: 12 },
  state: 'fine',
  stopsOn: '2027-02-11',
};
const off: HomeKey = { ...old, status: 'Inactive', state: 'disabled', stopsOn: undefined };
const machines: HomeKey = { ...old, userName: 'deployer', type: 'machine', stopsOn: undefined };
const home: HomeView = {
  kind: 'home-view',
  id: homeViewId('0'.repeat(64)),
  plannedAt: '2026-11-23T14:20:00.000Z',
  to: anna.slackId,
  keys: [old, fine],
  readAt: plannedAt,
  leftOut: 0,
  timeZone,
};

function exampleOf(name: string, ...keys: readonly HomeKey[]): HomeExample {
  return { name: `home-view.${name}`, view: { ...home, keys: [...keys] }, reader: toOwner };
}

/** Each state of a key, and whom there is nothing to show. */
export const examplesOfHomes: readonly HomeExample[] = [
  exampleOf('person', old, fine),
  exampleOf(
    'two-keys',
    { ...old, state: 'second', stopsOn: '2026-11-25', newer: { ...newer, lastUsed: key.lastUsed } },
    { ...fine, account, key: newer },
  ),
  exampleOf(
    'dead-key',
    { ...old, deadKeyId: newer.id },
    { ...off, key: newer, state: 'left-over' },
    { ...off, key: fine.key, state: 'left-over', newer },
  ),
  exampleOf('unused', { ...old, state: 'unused' }),
  exampleOf(
    'key-closed',
    { ...old, ways: [{ way: 'sign-in', lastUsedAt: '2026-11-22T07:31:09.000Z' }] },
    { ...off, ways: [{ way: 'sign-in' }] },
  ),
  exampleOf('held-back', { ...old, key: { ...key, age: 97 }, state: 'held', stopsOn: undefined }),
  exampleOf('disabled', off, { ...off, userName: 'deployer', type: 'machine' }),
  exampleOf(
    'disabled-since',
    { ...off, state: 'disabled-since' },
    { ...fine, account, key: newer, state: 'other-disabled', stopsOn: undefined },
  ),
  exampleOf('machine', { ...machines, state: 'machine-old' }, { ...machines, state: 'machine' }),
  exampleOf('exempt', {
    ...old,
    state: 'exempt',
    exemptUntil: '2026-12-31',
    stopsOn: '2027-01-05',
  }),
  exampleOf(
    'nothing-comes-of-it',
    { ...machines, type: undefined, state: 'untouched' },
    {
      ...old,
      state: 'unclear',
      stopsOn: undefined,
    },
  ),
  exampleOf('dry-run', { ...old, isDryRun: true }),
  exampleOf('without-keys'),
  {
    name: 'home-view.not-all',
    view: { ...home, leftOut: 12, usersNotSeen: 1 },
    reader: toOwner,
  },
  {
    name: 'home-view.nobody-known',
    view: { ...home, keys: [], readAt: undefined },
    reader: toOwner,
  },
];
