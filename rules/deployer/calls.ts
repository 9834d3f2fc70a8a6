/**
 * The calls with which Pulumi's AWS provider makes, reads, changes and deletes a resource: IAM's actions, with the
 * service before the colon. Where they come from: docs/security.md, "What a deployer needs".
 */
export interface ProviderCalls {
  /** What the statements about such resources are called, such as `Queues`. */
  readonly area: string;
  readonly create: readonly string[];
  readonly read: readonly string[];
  /** Absent where every change replaces, and where nothing in a stack file changes it. */
  readonly update?: readonly string[];
  readonly delete: readonly string[];
  /** Needed where resources have tags: users always, the others by `aws:defaultTags`. */
  readonly tag?: readonly string[];
}

/** The actions of one service, by their names alone. */
export function callsOf(service: string, calls: ProviderCalls): Required<ProviderCalls> {
  const { area, create, read, update = [], delete: deletes, tag = [] } = calls;
  const named = (names: readonly string[]) => names.map((name) => `${service}:${name}`);
  return {
    area,
    create: named(create),
    read: named(read),
    update: named(update),
    delete: named(deletes),
    tag: named(tag),
  };
}
