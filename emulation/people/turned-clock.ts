/**
 * Loaded before a program (`node -r`), it lets the program have the time of CLOCK_VARIABLE, in milliseconds of the epoch, which
 * goes on from there. Waits and time-outs stay real ones.
 */
import FakeTimers from '@sinonjs/fake-timers';

export const CLOCK_VARIABLE = 'EMULATED_NOW';
const TICK_MS = 20;

const now = Number(process.env[CLOCK_VARIABLE]);
// Whoever only wants the variable's name has the real time.
if (now > 0) {
  const clock = FakeTimers.install({ now, toFake: ['Date'] });
  // In place of `shouldAdvanceTime`, which would not let the program end.
  setInterval(() => clock.tick(TICK_MS), TICK_MS).unref();
}
