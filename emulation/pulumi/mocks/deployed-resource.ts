import type { Inputs } from '../check';

/** A resource that the program registered and that is there now. */
export interface DeployedResource {
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly id: string | undefined;
  /** With the provider's defaults; secrets in plain text. */
  readonly inputs: Inputs;
  readonly outputs: Inputs;
  /** Of the provider that it was made with; absent where that is the default one. */
  readonly providerUrn?: string;
  /** Only read, as `X.get` does: not the stack's. */
  readonly isRead?: true;
}
