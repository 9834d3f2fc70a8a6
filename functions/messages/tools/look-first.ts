import type { NewerUse } from './tool-words';

/** Why its owner is to see which of the two keys they have. */
export function lookFirst(use: Exclude<NewerUse, 'used'>): string {
  return use === 'unknown'
    ? 'It is not known whether the newer key was ever used'
    : 'The newer key was never used';
}
