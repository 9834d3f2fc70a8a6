import { hastyMutants } from './hasty';
import type { Mutant } from './mutant';
import { mutantsOfMoves } from './of-moves';
import { mutantsOfOthers } from './others';
import { mutantsOfPresses } from './of-presses';
import { mutantsOfQuestions } from './of-questions';
import { silentMutants } from './silent';

/** Every planted bug. */
export const mutants: readonly Mutant[] = [
  ...hastyMutants,
  ...silentMutants,
  ...mutantsOfOthers,
  ...mutantsOfPresses,
  ...mutantsOfQuestions,
  ...mutantsOfMoves,
];
