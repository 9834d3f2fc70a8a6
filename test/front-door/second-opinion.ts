import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { parse } from 'yaml';
import type { Door } from './doors/door';

/** What a validator that others wrote says of a file, by the published schema. */
export interface Opinion {
  readonly isRight: boolean;
  /** Whether it could be read at all. */
  readonly isRead: boolean;
  /** Why not, in its words. */
  readonly why: string;
  /** Where it would be right as Keyturn means what stands there: by which rules. */
  readonly byMeaning?: readonly string[];
}

type Validator = ReturnType<Ajv['compile']>;
const validators = new Map<object, Validator>();

/** Undefined where nobody has written a schema. */
export function secondOpinion(door: Door, text: string | Uint8Array): Opinion | undefined {
  if (!door.schema) return undefined;
  let document: unknown;
  try {
    document = read(door, text);
  } catch (error) {
    return { isRight: false, isRead: false, why: String(error).split('\n', 1)[0] ?? '' };
  }
  const isRight = validatorOf(door.schema);
  if (isRight(document)) return { isRight: true, isRead: true, why: '' };
  const why = JSON.stringify(isRight.errors?.[0] ?? {});
  const byMeaning: string[] = [];
  let meant = document;
  for (const [name, meaning] of Object.entries(door.meanings ?? {})) {
    const next = meaning(meant);
    if (JSON.stringify(next) !== JSON.stringify(meant)) byMeaning.push(name);
    meant = next;
  }
  const opinion = { isRight: false, isRead: true, why };
  return isRight(meant) ? { ...opinion, byMeaning } : opinion;
}

/** The parsers' own errors are refusals. */
function read({ writtenIn }: Door, text: string | Uint8Array): unknown {
  const decoded =
    typeof text === 'string' ? text : new TextDecoder('utf-8', { fatal: true }).decode(text);
  if (writtenIn === 'json') return JSON.parse(decoded);
  return parse(decoded, { version: '1.2', logLevel: 'error', prettyErrors: false });
}

function validatorOf(schema: object): Validator {
  const known = validators.get(schema);
  if (known) return known;
  const isNewer = '$schema' in schema && String(schema.$schema).includes('2020-12');
  const ajv = new (isNewer ? Ajv2020 : Ajv)({
    strict: false,
    strictNumbers: true,
    unicodeRegExp: true,
  });
  addFormats(ajv);
  const made = ajv.compile(schema);
  validators.set(schema, made);
  return made;
}
