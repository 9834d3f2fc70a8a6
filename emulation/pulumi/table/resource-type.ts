import type { z } from 'zod';
import type { Aws } from '../aws';

/** What a resource is after it was made or read: every input as AWS has it, and what the provider computes. */
export type Outputs = Readonly<Record<string, unknown>>;

/** How the provider names what a program does not name: `<logical name>-<seven hex digits>`. */
export interface AutoName {
  readonly property: string;
  readonly maximumLength: number;
  /** What AWS wants of the name beyond that, by the other inputs: lower case, an ending. */
  readonly finish?: (name: string, inputs: Readonly<Record<string, unknown>>) => string;
}

/**
 * One Pulumi resource type on the AWS SDK, for the mocks, the provider plugin and the demo alike.
 * Ids, inputs, outputs and replacements are those of Pulumi's AWS provider.
 */
export interface ResourceType<Inputs extends z.ZodObject = z.ZodObject> {
  /** The type's token, such as `aws:iam/user:User`. */
  readonly token: string;
  /** The inputs that are known here, strict, with the provider's defaults. */
  readonly inputs: Inputs;
  /** The outputs that are no inputs. */
  readonly computed: readonly string[];
  /** The inputs that AWS can't change in place. */
  readonly replaceOn: readonly (keyof z.output<Inputs> & string)[];
  readonly autoName?: AutoName;
  /** True where a new one beside the old one would be the old one. */
  readonly deleteBeforeReplace?: boolean;
  /**
   * Optional inputs that AWS fills in where the program says nothing, so that their values are no drift;
   * `input.property` where it fills in a part.
   */
  readonly filledByAws?: readonly string[];
  /** Inputs that AWS does not give back, so that only the state knows them. */
  readonly unreadable?: readonly (keyof z.output<Inputs> & string)[];
  /** Outputs that are secret even where the program did not say so. */
  readonly secrets?: readonly string[];
  /** Makes it and answers its id. */
  create(inputs: z.output<Inputs>, aws: Aws): Promise<string>;
  /**
   * What AWS has now; undefined where it is gone.
   * @param known the last known state; empty when an existing resource is imported
   */
  read(
    id: string,
    aws: Aws,
    known: Readonly<Partial<z.output<Inputs>>>,
  ): Promise<Outputs | undefined>;
  /** Brings it to `inputs`. Absent where every input replaces. */
  update?(id: string, inputs: z.output<Inputs>, aws: Aws, old: Outputs): Promise<void>;
  /** Deletes it; one that is gone already is no error. */
  delete(id: string, aws: Aws, known: Readonly<Partial<z.output<Inputs>>>): Promise<void>;
  /** Reads the id that `pulumi import` takes, where it says more than the resource's own id. */
  parseImportId?(text: string): { id: string; known: Readonly<Partial<z.output<Inputs>>> };
}

/** Keeps a definition's own types inside, and gives the table one type for all. */
export function defineResource<Inputs extends z.ZodObject>(
  definition: ResourceType<Inputs>,
): ResourceType {
  return definition;
}

/** A provider function, such as `aws:index/getCallerIdentity:getCallerIdentity`. */
export interface ProviderFunction<Args extends z.ZodObject = z.ZodObject> {
  readonly token: string;
  readonly args: Args;
  call(args: z.output<Args>, aws: Aws): Promise<Outputs>;
}

export function defineFunction<Args extends z.ZodObject>(
  definition: ProviderFunction<Args>,
): ProviderFunction {
  return definition;
}
