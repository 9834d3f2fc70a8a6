import type { Reason } from '../reason';
export const reasons: readonly Reason[] = [];
