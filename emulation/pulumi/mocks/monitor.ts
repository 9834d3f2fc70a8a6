import type { AsyncLocalStorage } from 'node:async_hooks';
import * as pulumi from '@pulumi/pulumi';

/** The parts of Pulumi's mock monitor that are changed here. */
interface Monitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource(request: Registration, answer: Answer): Promise<void>;
  readResource(request: Registration, answer: Answer): Promise<void>;
  invoke(request: unknown, answer: Answer): Promise<void>;
}

interface Registration {
  getParent(): string;
  getType(): string;
  getName(): string;
}

type Answer = (error: unknown, response: unknown) => void;

const ROOT = 'pulumi:pulumi:Stack';

/**
 * Makes the mock monitor do what the engine does and it does not: URNs as the engine writes them, none of
 * them twice. Call it after `setMocks`.
 * @param onError is told of every resource that was not registered and every function that failed
 */
export function makeMonitorStrict(
  current: AsyncLocalStorage<string>,
  onError: (error: unknown) => void,
): void {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  const read = monitor.readResource.bind(monitor);
  const invoke = monitor.invoke.bind(monitor);
  const urns = new Set<string>();

  monitor.newUrn = (parent, type, name) => {
    const parentType = parent.split('::')[2] ?? ROOT;
    const qualified = parentType === ROOT ? type : `${parentType}$${type}`;
    return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${qualified}::${name}`;
  };

  const noticing =
    (answer: Answer): Answer =>
    (error, response) => {
      if (error) onError(error);
      answer(error, response);
    };

  monitor.registerResource = (request, answer) => {
    const urn = monitor.newUrn(request.getParent(), request.getType(), request.getName());
    if (urns.has(urn)) {
      noticing(answer)(
        new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`),
        undefined,
      );
      return Promise.resolve();
    }
    urns.add(urn);
    return current.run(urn, () => register(request, noticing(answer)));
  };

  monitor.readResource = (request, answer) => {
    const urn = monitor.newUrn(request.getParent(), request.getType(), request.getName());
    return current.run(urn, () => read(request, noticing(answer)));
  };

  monitor.invoke = (request, answer) => invoke(request, noticing(answer));
}
