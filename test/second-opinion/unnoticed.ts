import type { Unnoticed } from './noticing';

/** The wrong documents that Principal Mapper 1.1.5 has no answer to, and why. */
export const unnoticed: readonly Unnoticed[] = [];
