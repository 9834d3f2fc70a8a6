import type { Company } from '../company';
import type { Today } from '../truth/today';

/** Asks for one promise. Answers how it is broken: one sentence for each case, none where it is kept. */
export type PromiseCheck = (company: Company, today: Today) => Iterable<string>;
