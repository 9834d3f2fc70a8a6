import type { EmulatedClock } from './emulated-clock';

/** The same, each of whose calls takes so long by the emulated clock. */
export function inTime<Port extends object>(
  clock: EmulatedClock,
  milliseconds: number,
  port: Port,
): Port {
  return new Proxy(port, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]) =>
        clock.work(async () => {
          await clock.pause(milliseconds);
          return (member as (...given: unknown[]) => Promise<unknown>).apply(target, args);
        });
    },
  });
}
