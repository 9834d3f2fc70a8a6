// Copied from rules/judging/policy-document.ts by: ts-node policy-pack/testing/write-from-rules.ts
import { anyOf } from './decided';
import { isLike } from './like';

/** A document that IAM would not take, and why. A policy reports it as a violation. */
export class DocumentError extends Error {}

type Fields = Readonly<Record<string, unknown>>;

/**
 * The statements of a policy document: a JSON text or an object, with one statement or a list of them.
 * @throws DocumentError where IAM could not read it; what is not known yet throws where it is read
 */
export function readStatements(document: unknown): readonly Statement[] {
  const fields = fieldsOf(
    typeof document === 'string' ? parse(document) : document,
    'the document',
  );
  const found = elementOf(fields, 'Statement');
  if (found === undefined) throw new DocumentError('the document has no Statement');
  const list = listOf(found);
  return Array.from({ length: list.length }, (_, i) => new Statement(list, i));
}

/** One statement. Elements are read when they are asked for: one that is not known yet hides no other. */
export class Statement {
  constructor(
    private readonly list: readonly unknown[],
    private readonly index: number,
  ) {}

  /** As people find it: its Sid, or its place. */
  get label(): string {
    const sid = this.element('Sid');
    return typeof sid === 'string' && sid !== '' ? `"${sid}"` : `number ${this.index + 1}`;
  }

  get allows(): boolean {
    const effect = this.element('Effect');
    if (effect !== 'Allow' && effect !== 'Deny')
      throw new DocumentError(`${this.where} has the Effect ${JSON.stringify(effect)}`);
    return effect === 'Allow';
  }

  /** An element by its name, in whatever case it is written. */
  element(name: string): unknown {
    return elementOf(fieldsOf(this.list[this.index], this.where), name);
  }

  /** An element that is a text or a list of texts; undefined where it is missing. */
  texts(name: string): readonly string[] | undefined {
    const found = this.element(name);
    return found === undefined ? undefined : textsOf(found, `the ${name} of ${this.where}`);
  }

  /** Whether the action, such as `sts:AssumeRole`, is among the statement's. */
  concernsAction(action: string): boolean {
    const matches = (pattern: string) => isLike(action.toLowerCase(), pattern.toLowerCase());
    return this.concerns('Action', matches);
  }

  /**
   * Whether something is among the statement's resources.
   * @param isIt whether a pattern of resources matches it
   * @param isExcepted the same of the patterns of a NotResource, where that is another question
   */
  concernsResource(
    isIt: (pattern: string) => boolean,
    isExcepted: (pattern: string) => boolean = isIt,
  ): boolean {
    return this.concerns('Resource', isIt, isExcepted);
  }

  /** Whether it asks for nothing more; an empty Condition does not. */
  get isUnconditional(): boolean {
    const condition = this.element('Condition');
    if (condition === undefined) return true;
    return Object.keys(fieldsOf(condition, `the Condition of ${this.where}`)).length === 0;
  }

  private concerns(
    name: 'Action' | 'Resource',
    isNamed: (pattern: string) => boolean,
    isExcepted = isNamed,
  ): boolean {
    const some = (element: string, matches: (pattern: string) => boolean) => {
      const found = this.element(element);
      if (found === undefined) return undefined;
      const list = listOf(found);
      const textAt = (i: number) => textOf(list[i], `the ${element} of ${this.where}`);
      return anyOf(Array.from({ length: list.length }, (_, i) => () => matches(textAt(i))));
    };
    const named = some(name, isNamed);
    if (named !== undefined) return named;
    const others = some(`Not${name}`, isExcepted);
    if (others !== undefined) return !others;
    throw new DocumentError(`${this.where} has neither ${name} nor Not${name}`);
  }

  get where(): string {
    return `statement ${this.index + 1}`;
  }
}

/** A list, or the only element of one. Elements that are not known yet throw when they are read. */
export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

/** Texts, or one text. */
export function textsOf(value: unknown, where: string): readonly string[] {
  const list = listOf(value);
  return Array.from({ length: list.length }, (_, i) => textOf(list[i], where));
}

/** A text. IAM takes numbers and booleans for texts. */
export function textOf(value: unknown, where: string): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new DocumentError(`${where} is ${JSON.stringify(value)}, not a text`);
}

/** Throws a DocumentError for what is not an object. */
export function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new DocumentError(`${where} is not an object`);
}

/** What goes wrong in reading a document, for people; undefined where nothing does. Other errors are thrown on. */
export function documentProblem(read: () => void): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof DocumentError) return error.message;
    throw error;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DocumentError(`it is not JSON: ${(error as Error).message}`);
  }
}

function elementOf(fields: Fields, name: string): unknown {
  const keys = Object.keys(fields).filter((key) => key.toLowerCase() === name.toLowerCase());
  if (keys.length > 1) throw new DocumentError(`${keys.join(' and ')} are the same element`);
  return keys[0] === undefined ? undefined : fields[keys[0]];
}
