import type { STSClient } from '@aws-sdk/client-sts';

/** Less is the way of an answer, and a clock that is only a little off. */
const TOLERANCE_MS = 5 * 60_000;

const units: readonly (readonly [minutes: number, name: string])[] = [
  [24 * 60, 'day'],
  [60, 'hour'],
  [1, 'minute'],
];

/**
 * How far AWS's clock is ahead of this machine's, by the Date of the last answer; 0 where they agree. The SDK signs by
 * it, so that a wrong clock shows in nothing but ages.
 */
export function clockOffset({ config }: STSClient): number {
  return Math.abs(config.systemClockOffset) < TOLERANCE_MS ? 0 : config.systemClockOffset;
}

/** What a person is told of it; undefined where the clocks agree. */
export function describeOffset(offset: number): string | undefined {
  if (offset === 0) return undefined;
  const minutes = Math.round(Math.abs(offset) / 60_000);
  const [unit, name] = units.find(([each]) => minutes >= each) ?? [1, 'minute'];
  const count = Math.round(minutes / unit);
  const howFar = `${count} ${name}${count === 1 ? '' : 's'}`;
  return `this machine's clock is ${howFar} ${offset > 0 ? 'behind' : 'ahead of'} AWS's: dates and ages are counted by AWS's`;
}
