import { AsyncLocalStorage } from 'node:async_hooks';
import * as pulumi from '@pulumi/pulumi';

/** The parts of Pulumi's mock monitor that are changed here. */
interface Monitor {
  newUrn(parent: string, type: string, name: string): string;
  registerResource(request: RegisterRequest, answer: Answer): Promise<void>;
  readResource(request: ReadRequest, answer: Answer): Promise<void>;
  invoke(request: unknown, answer: Answer): Promise<void>;
}

interface ReadRequest {
  getParent(): string;
  getType(): string;
  getName(): string;
}

interface RegisterRequest extends ReadRequest {
  getCustom(): boolean;
  getRemote(): boolean;
  getProvidersMap(): { entries(): Iterable<[packageName: string, reference: string]> };
}

type Answer = (error: unknown, response: unknown) => void;

/** A resource that is being registered or read, as far as mocks are not told of it. */
export interface Registration {
  readonly urn: string;
  /** The parent's URN; empty where there is none. */
  readonly parent: string;
  /** True for a component that a plugin has to make. */
  readonly remote: boolean;
  /** By package: `urn::id` of the providers for a remote component's children. */
  readonly providers: Readonly<Record<string, string>>;
}

const ROOT = 'pulumi:pulumi:Stack';

/**
 * Makes the mock monitor do what the engine does and it does not: URNs as the engine writes them, none of
 * them twice; components inherit their parents' providers. Call it after `setMocks`.
 * @param onError is told of every resource that was not registered and every function that failed
 * @returns what is being registered at the moment in which mocks are asked
 */
export function makeMonitorStrict(onError: (error: unknown) => void): () => Registration {
  const monitor = pulumi.runtime.getMonitor() as unknown as Monitor;
  const register = monitor.registerResource.bind(monitor);
  const read = monitor.readResource.bind(monitor);
  const invoke = monitor.invoke.bind(monitor);
  const current = new AsyncLocalStorage<Registration>();
  const urns = new Set<string>();
  // A remote component is registered again by who makes it.
  const remote = new Set<string>();
  const providersOf = new Map<string, Registration['providers']>();

  const noticing =
    (answer: Answer): Answer =>
    (error, response) => {
      if (error) onError(error);
      answer(error, response);
    };

  monitor.newUrn = (parent, type, name) => {
    const parentType = parent.split('::')[2] ?? ROOT;
    const qualified = parentType === ROOT ? type : `${parentType}$${type}`;
    return `urn:pulumi:${pulumi.getStack()}::${pulumi.getProject()}::${qualified}::${name}`;
  };

  monitor.registerResource = (request, answer) => {
    const urn = monitor.newUrn(request.getParent(), request.getType(), request.getName());
    if (urns.has(urn) && !remote.delete(urn)) {
      const error = new Error(`Duplicate resource URN '${urn}'; try giving it a unique name`);
      return Promise.resolve(noticing(answer)(error, undefined));
    }
    urns.add(urn);
    if (request.getRemote()) remote.add(urn);
    const providers = {
      ...(!request.getCustom() && providersOf.get(request.getParent())),
      ...Object.fromEntries(request.getProvidersMap().entries()),
    };
    providersOf.set(urn, providers);
    const registration: Registration = {
      urn,
      parent: request.getParent(),
      remote: request.getRemote(),
      providers,
    };
    return current.run(registration, () => register(request, noticing(answer)));
  };

  monitor.readResource = (request, answer) => {
    const parent = request.getParent();
    const urn = monitor.newUrn(parent, request.getType(), request.getName());
    const reading: Registration = { urn, parent, remote: false, providers: {} };
    return current.run(reading, () => read(request, noticing(answer)));
  };

  monitor.invoke = (request, answer) => invoke(request, noticing(answer));

  return () => {
    const registration = current.getStore();
    if (!registration) throw new Error('mocks were asked outside of a registration');
    return registration;
  };
}
