import type { Maker } from './fields';

/** ` by arn:…`, where CloudTrail says who. */
export function by(maker: Pick<Maker, 'arn'> | undefined): string {
  return maker === undefined ? '' : ` by ${maker.arn}`;
}
