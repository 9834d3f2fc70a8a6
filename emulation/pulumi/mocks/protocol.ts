import type { Inputs } from '../check';
import type { DeployedResource } from './deployed-resource';
import type { ReferencedStacks, StackOutputs } from './stack-references';

/** What a program's process is told, as JSON in the variable below. */
export interface ProgramRun {
  /** The program's file. */
  readonly program: string;
  readonly project: string;
  readonly stack: string;
  /** By key with namespace; what is no text is JSON, as the engine hands it over. */
  readonly config: Readonly<Record<string, string>>;
  readonly secretKeys: readonly string[];
  readonly references: ReferencedStacks;
  /** A file with what the stack has, as JSON: too much for an environment. Absent where it is new. */
  readonly beforeFile?: string;
}

export const RUN_VARIABLE = 'KEYTURN_EMULATED_RUN';

/** What it answers. */
export type ProgramResult =
  | { readonly ok: true; readonly stack: DeployedStack }
  | { readonly ok: false; readonly errors: readonly string[] };

/** A stack whose resources are in the emulated AWS. */
export interface DeployedStack extends StackOutputs {
  readonly outputs: Inputs;
  /** In the order in which they were done. */
  readonly resources: readonly DeployedResource[];
}
