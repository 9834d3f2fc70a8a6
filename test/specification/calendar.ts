import type { Message } from './history';

/** Days as decision 0001 counts them: ages are elapsed time, days between runs are dates of the schedule's time zone. */

const HOUR = 3_600_000;

/** Whole periods of 24 hours, never rounded up. */
export const wholeDays = (from: Date, to: Date) =>
  Math.floor((to.getTime() - from.getTime()) / (24 * HOUR));

/** Within six hours of its run a delivery belongs to the run, a later one to itself. */
export const readOn = ({ plannedAt, deliveredAt = plannedAt }: Message) =>
  deliveredAt.getTime() - plannedAt.getTime() <= 6 * HOUR ? plannedAt : deliveredAt;
