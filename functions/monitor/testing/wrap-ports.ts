import type { Ports } from '../run';

type Method = (...parameters: readonly unknown[]) => Promise<unknown>;

/** The same ports, each of whose calls goes through `around`. */
export function wrapPorts(
  ports: Ports,
  around: (name: string, call: () => Promise<unknown>) => Promise<unknown>,
): Ports {
  const wrap = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        const method = (member as Method).bind(target);
        return (...parameters: readonly unknown[]) =>
          around(String(name), () => method(...parameters));
      },
    });
  return {
    accounts: wrap(ports.accounts),
    iam: wrap(ports.iam),
    iamSwitch: wrap(ports.iamSwitch),
    trail: wrap(ports.trail),
    uses: wrap(ports.uses),
    ways: wrap(ports.ways),
    ledger: wrap(ports.ledger),
    queue: wrap(ports.queue),
    ...(ports.people && { people: wrap(ports.people) }),
  };
}

/** The process is gone. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** Ports of a process that dies at the n-th call: before its effect, or after it and before the answer. */
export function dyingPorts(ports: Ports, n: number, moment: 'before' | 'after'): Ports {
  let count = 0;
  return wrapPorts(ports, async (name, call) => {
    count += 1;
    if (count > n || (count === n && moment === 'before')) throw new Crash(name);
    const answer = await call();
    if (count >= n) throw new Crash(name);
    return answer;
  });
}

/** Ports of a process that dies when that call has had its effect, before its answer. */
export function portsUntil(ports: Ports, last: string): Ports {
  let isGone = false;
  return wrapPorts(ports, async (name, call) => {
    if (isGone) throw new Crash(name);
    const answer = await call();
    isGone = name === last;
    if (isGone) throw new Crash(name);
    return answer;
  });
}
