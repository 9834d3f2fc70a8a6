/**
 * AWS's credentials and config files, read and edited by lines: all that is not the key itself stays as it is, byte for
 * byte. Libraries for INI files write the whole file anew, without its comments, and know nothing of `[profile x]`, of
 * settings that are nested below others, nor of names with blanks, which AWS's own JavaScript SDK passes over.
 * Texts are of one character a byte (latin1), so that no encoding is guessed.
 */
export type FileKind = 'credentials' | 'config';

/** A line `name = value`, or `name: value`, which the AWS CLI and boto take too. */
interface Entry {
  /** Of the file, from 0. */
  readonly line: number;
  /** In lower case. */
  readonly name: string;
  readonly value: string;
}

export interface Section {
  /** As tools call it; of what is no profile, such as `[services x]`, what stands between the brackets. */
  readonly name: string;
  readonly isProfile: boolean;
  readonly entries: readonly Entry[];
}

/** A long-term access key. */
export interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A key, and the sections of a file that have it. */
export interface HeldKey extends KeyPair {
  readonly sections: readonly string[];
}

/** A file that has the key in a way that can't be edited without guessing. */
export class UnclearSection extends Error {
  override readonly name = 'UnclearSection';
}

const ID = 'aws_access_key_id';
const SECRET = 'aws_secret_access_key';

// A byte order mark may stand before the first.
const headerLine = /^(?:\xEF\xBB\xBF)?\s*\[(?<name>[^\]]*)\]\s*(?:[#;].*)?$/;
const entryLine =
  /^(?<name>\s*[^\s=:#;[][^=:]*?)(?<equals>\s*[=:][^\S\r\n]*)(?<value>.*?)(?<rest>\s*(?:\s[#;].*)?)$/;

export function sectionsOf(text: string, kind: FileKind): readonly Section[] {
  const sections: { name: string; isProfile: boolean; entries: Entry[] }[] = [];
  let isNested = false;
  for (const [line, raw] of linesOf(text).entries()) {
    const body = withoutEnd(raw);
    const header = headerLine.exec(body)?.groups?.['name'];
    if (header !== undefined) {
      sections.push({ ...nameOf(decoded(header.trim()), kind), entries: [] });
      isNested = false;
      continue;
    }
    const { name, value } = entryLine.exec(body)?.groups ?? {};
    if (name === undefined || value === undefined) continue;
    if (isNested && /^\s/.test(body)) continue;
    isNested = value === '';
    sections.at(-1)?.entries.push({ line, name: name.trim().toLowerCase(), value });
  }
  return sections;
}

/** What a section says of something; where it says it twice, the last, as AWS's tools take it. */
export function valueOf(section: Section, name: string): string | undefined {
  const value = section.entries.findLast((entry) => entry.name === name)?.value;
  return value === undefined || value === '' ? undefined : decoded(value);
}

/** Every long-term key of the file. */
export function keysIn(text: string, kind: FileKind): readonly HeldKey[] {
  const held = new Map<string, { pair: KeyPair; sections: string[] }>();
  for (const section of sectionsOf(text, kind)) {
    const accessKeyId = valueOf(section, ID);
    if (accessKeyId === undefined) continue;
    const pair = { accessKeyId, secretAccessKey: valueOf(section, SECRET) ?? '' };
    const known = held.get(accessKeyId) ?? { pair, sections: [] };
    held.set(accessKeyId, known);
    known.sections.push(section.name);
  }
  return [...held.values()].map(({ pair, sections }) => ({ ...pair, sections }));
}

/**
 * The text with another key wherever this one was.
 * @throws UnclearSection where a section has two keys, or a key without its secret
 */
export function withOtherKey(text: string, kind: FileKind, oldId: string, key: KeyPair): string {
  const lines = [...linesOf(text)];
  for (const section of sectionsOf(text, kind)) {
    const ids = section.entries.filter(({ name }) => name === ID);
    if (!ids.some(({ value }) => value === oldId)) continue;
    const secrets = section.entries.filter(({ name }) => name === SECRET);
    const [id, secret] = [ids[0], secrets[0]];
    if (!id || !secret || ids.length > 1 || secrets.length > 1)
      throw new UnclearSection(
        `[${section.name}] has ${ids.length} lines ${ID} and ${secrets.length} lines ${SECRET}: expected one of each`,
      );
    lines[id.line] = withValue(lines[id.line], key.accessKeyId);
    lines[secret.line] = withValue(lines[secret.line], key.secretAccessKey);
  }
  return lines.join('');
}

function withValue(line = '', value: string): string {
  const body = withoutEnd(line);
  const { name = '', equals = '', rest = '' } = entryLine.exec(body)?.groups ?? {};
  return `${name}${equals}${value}${rest}${line.slice(body.length)}`;
}

function nameOf(header: string, kind: FileKind): Pick<Section, 'name' | 'isProfile'> {
  if (kind === 'credentials' || header === 'default') return { name: header, isProfile: true };
  const profile = /^profile\s+(?<quote>["']?)(?<name>.+)\k<quote>$/.exec(header)?.groups?.['name'];
  return { name: profile ?? header, isProfile: profile !== undefined };
}

function linesOf(text: string): readonly string[] {
  return text.split(/(?<=\n)/);
}

function withoutEnd(line: string): string {
  return line.replace(/\r?\n$/, '');
}

function decoded(text: string): string {
  return Buffer.from(text, 'latin1').toString();
}
