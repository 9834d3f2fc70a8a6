import type { PromiseCheck } from './promise-check';
import { MINUTE } from '../world/calendar';

/** Longer than any run takes, in which nothing is delivered where it is alone. */
const MOST_WAITING = 20 * MINUTE;

/**
 * However much is pressed, each message of the notice queue is received soon, and once where nothing goes wrong. That
 * nobody else's key goes is held by the promises before.
 */
export const pressesHoldNothingUp: PromiseCheck = function* ({ chronicle }) {
  for (const { id, receives, waited } of chronicle.waits.splice(0)) {
    if (receives > 1) yield `${id} was delivered ${receives} times, though nothing went wrong`;
    if (waited > MOST_WAITING)
      yield `${id} waited ${Math.round(waited / MINUTE)} minutes, though nothing went wrong`;
  }
};
