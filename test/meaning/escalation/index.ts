import { fromOthers, fromRhino } from './literature';
import { fromTheRules } from './own-rules';
import type { Path } from './path';

export const paths: readonly Path[] = [...fromRhino, ...fromOthers, ...fromTheRules];
