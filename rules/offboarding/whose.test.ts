import assert from 'node:assert/strict';
import { whoseIs, type Heard, type Whose } from './whose';

const early = new Date('2026-01-01T09:00:00Z');
const late = new Date('2027-01-01T09:00:00Z');
const old = { id: 'AIDAOLD', createdAt: early };
const young = { id: 'AIDAYOUNG', createdAt: late };
const nothing: Heard = { said: [], found: [] };

const cases: readonly (readonly [
  what: string,
  given: readonly [present: typeof old | undefined, heard: Heard, isDeclared: boolean],
  expected: Whose | undefined,
])[] = [
  [
    'is nobody knows whom, once they are gone',
    [undefined, nothing, false],
    { ids: [], isPresent: false },
  ],
  [
    'is those who were heard of, once they are gone',
    [undefined, { ...nothing, found: ['AIDAOLD'] }, false],
    { ids: ['AIDAOLD'], isPresent: false },
  ],
  [
    'is the one of whom it is said, and not those who were heard of',
    [undefined, { said: ['AIDAOLD'], found: ['AIDAYOUNG'] }, false],
    { ids: ['AIDAOLD'], isPresent: false },
  ],
  [
    'is the one who is there, made within a second of what the report has',
    [old, { ...nothing, madeAt: new Date(early.getTime() - 1000) }, true],
    { ids: ['AIDAOLD'], isPresent: true },
  ],
  [
    'is the one who is there, where no other was heard of',
    [old, nothing, false],
    { ids: ['AIDAOLD'], isPresent: true },
  ],
  [
    'is the one who is there, as the ledger has them',
    [old, { ...nothing, found: ['AIDAOLD'] }, true],
    { ids: ['AIDAOLD'], isPresent: true },
  ],
  [
    'is the one of whom it is said, and the other a namesake',
    [young, { said: ['AIDAOLD'], found: ['AIDAYOUNG'] }, false],
    { ids: ['AIDAOLD'], isPresent: false, namesake: young },
  ],
  [
    'is the one who is there, of whom it is said',
    [young, { said: ['AIDAYOUNG'], found: ['AIDAOLD'] }, false],
    { ids: ['AIDAYOUNG'], isPresent: true },
  ],
  [
    'is the one who was there before, where the name is declared',
    [young, { ...nothing, found: ['AIDAOLD', 'AIDAYOUNG'] }, true],
    { ids: ['AIDAOLD'], isPresent: false, namesake: young },
  ],
  ['may be either', [young, { ...nothing, found: ['AIDAOLD'] }, false], undefined],
  [
    'may be either, by a deletion before',
    [young, { ...nothing, deletedAt: early }, false],
    undefined,
  ],
  [
    'is one whose id nobody knows, by a report',
    [young, { ...nothing, madeAt: early }, true],
    { ids: [], isPresent: false, namesake: young },
  ],
  [
    'is the one who is there, made in the second that the report has',
    [old, { ...nothing, madeAt: new Date(early.getTime() - 400) }, true],
    { ids: ['AIDAOLD'], isPresent: true },
  ],
];

describe('who has left', () => {
  for (const [what, given, expected] of cases)
    it(what, () => assert.deepEqual(whoseIs(...given), expected));
});
