import { hastyMutants } from './hasty';
import type { Mutant } from './mutant';
import { mutantsOfOthers } from './others';
import { silentMutants } from './silent';

/** Every planted bug. */
export const mutants: readonly Mutant[] = [...hastyMutants, ...silentMutants, ...mutantsOfOthers];
