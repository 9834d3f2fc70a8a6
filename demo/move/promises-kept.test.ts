import assert from 'node:assert/strict';
import { holds } from '../check';
import type { HeldAfterMoves } from './held';
import { promisesOfMoves } from './promises-kept';

const nothing: HeldAfterMoves = {
  keys: {},
  switched: [],
  homes: {},
  ofOthers: [],
  messages: [],
  twice: [],
  backlog: 0,
  people: [],
  certificates: new Map(),
  refusals: new Map(),
  engineers: '',
  engineersBefore: '',
  groups: {},
};

// Whether they hold for the story, `npm run demo -- --move` shows, and fails where they do not.
describe('the promises of the hundred days in which everybody leaves their keys', () => {
  it('do not hold for a company in which nothing happened', () =>
    assert.ok(promisesOfMoves(nothing).filter((check) => !holds(check)).length >= 12));
});
