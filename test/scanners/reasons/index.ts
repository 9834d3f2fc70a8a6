import type { Reason } from '../reason';
import { checkovReasons } from './checkov';
import { prowlerReasons } from './prowler';

/** Why checks fail on resources of ours; `npm run test:scanners` holds each to what it finds. */
export const reasons: readonly Reason[] = [...prowlerReasons, ...checkovReasons];
