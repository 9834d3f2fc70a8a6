import type { Resource } from './define-policy';
import { isCertain } from './not-yet-known';
import { withoutCase } from './without-case';

/** What gives a managed policy to people. */
export interface Attachment {
  readonly resource: Resource;
  readonly policyArn: string;
}

/** The managed policies of a stack and what attaches them to people, in whatever order they go by. */
export class StackPolicies {
  private readonly policies = new Map<string, Resource>();
  private readonly attachments = new Map<string, Attachment>();
  private readonly undecided = new Set<string>();

  see(policy: Resource): void {
    this.policies.set(policy.urn, policy);
  }

  attach(attachment: Attachment): void {
    this.attachments.set(`${attachment.resource.urn} ${attachment.policyArn}`, attachment);
  }

  /** The policies that went by and have this ARN. */
  named(policyArn: string): readonly Resource[] {
    return [...this.policies.values()].filter((each) => hasArn(each, policyArn));
  }

  /** What went by and attaches this policy. */
  attachmentsOf(policy: Resource): readonly Attachment[] {
    return [...this.attachments.values()].filter(({ policyArn }) => hasArn(policy, policyArn));
  }

  /** Undecided until `settle`: not all of it may be known yet. */
  leaveForTheEnd({ urn }: Resource): void {
    this.undecided.add(urn);
  }

  settle({ urn }: Resource): void {
    this.undecided.delete(urn);
  }

  isUndecided({ urn }: Resource): boolean {
    return this.undecided.has(urn);
  }
}

/** By path and name: of its account a policy does not know. */
export function hasArn({ props }: Resource, policyArn: string): boolean {
  const found = withoutCase(policyArn.split(':').slice(5).join(':'));
  return isCertain(() => {
    const { path = '/', name, namePrefix } = props as Record<string, string | undefined>;
    if (name !== undefined) return found === withoutCase(`policy${path}${name}`);
    // The provider makes up the rest of the name, and nobody is told.
    const start = withoutCase(`policy${path}${namePrefix}`);
    return (
      namePrefix !== undefined &&
      found.startsWith(start) &&
      !found.slice(start.length).includes('/')
    );
  });
}
