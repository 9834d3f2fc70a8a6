import type { Maker } from './fields';
import { lastFour } from './ids';

/** `key …1234`. */
export function keyName(keyId: string): string {
  return `key …${lastFour(keyId)}`;
}

/** ` by arn:…`, where CloudTrail says who. */
export function by(maker: Pick<Maker, 'arn'> | undefined): string {
  return maker === undefined ? '' : ` by ${maker.arn}`;
}
