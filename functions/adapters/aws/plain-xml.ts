/** Of an element with no others in it the text, else what is in it; a list where several have one name. */
export type XmlValue = string | XmlTree | (string | XmlTree)[];
export interface XmlTree {
  [name: string]: XmlValue;
}

/** What reads XML inside a client of IAM or STS. */
interface XmlReader {
  parseXml(xml: string): unknown;
}

/**
 * A client of IAM or STS that reads plain XML in a fraction of the time: the SDK's own parser goes letter by letter
 * through a page of users, and through a credential report. It still reads whatever is not plain.
 */
export function readingPlainXml<Client extends { readonly config: object }>(
  client: Client,
): Client {
  const { protocol } = client.config as { protocol?: { deserializer?: XmlReader } };
  const reader = protocol?.deserializer;
  if (!reader) return client;
  const parse = reader.parseXml.bind(reader);
  reader.parseXml = (xml) => parsePlainXml(xml) ?? parse(xml);
  return client;
}

/** Lines that end as on Windows, comments, sections, declarations. */
const unusual = /\r|<!/;
const beginning = /^[ \t\n]*(?:<\?xml[^?>]*\?>[ \t\n]*)?<([A-Z]\w*)(?: xmlns="([^"&<]*)")?>/;
/** As AWS names them. No object has such a property of itself. */
const elementName = /^(?:[A-Z]\w*|member)$/;
const entity = /&(?:amp|lt|gt|quot|apos);/g;
const otherEntity = /&(?!(?:amp|lt|gt|quot|apos);)/;
const characters: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
};

/**
 * What is in the root of XML that has nothing but elements and text, in the SDK's own shape. Undefined where there is
 * anything else, or anything wrong.
 */
export function parsePlainXml(xml: string): XmlTree | undefined {
  if (unusual.test(xml)) return undefined;
  const [opening, name, xmlns] = beginning.exec(xml) ?? [];
  if (opening === undefined || name === undefined) return undefined;
  const root = new PlainXml(xml, opening.length).inside(name);
  // Only text: the SDK has more than one shape for that.
  if (root === undefined || Object.keys(root).length === 0) return undefined;
  return xmlns === undefined ? root : Object.assign(root, { xmlns });
}

class PlainXml {
  constructor(
    private readonly xml: string,
    /** What comes before is read. */
    private at: number,
  ) {}

  /** The elements up to the end of the one of that name; undefined where they are not plain. */
  inside(name: string): XmlTree | undefined {
    const { xml } = this;
    const tree: XmlTree = {};
    for (;;) {
      const tag = xml.indexOf('<', this.at);
      const end = xml.indexOf('>', tag);
      if (tag === -1 || end === -1 || !isLayout(xml.slice(this.at, tag))) return undefined;
      const inTag = xml.slice(tag + 1, end);
      this.at = end + 1;
      if (inTag.startsWith('/')) return inTag.slice(1) === name ? tree : undefined;
      const isEmpty = inTag.endsWith('/');
      const child = isEmpty ? inTag.slice(0, -1) : inTag;
      if (!elementName.test(child)) return undefined;
      const value = isEmpty ? '' : (this.#textOf(child) ?? this.inside(child));
      if (value === undefined) return undefined;
      add(tree, child, value);
    }
  }

  /** The text of an element that has nothing else; undefined, and nothing read, where it is not such a one. */
  #textOf(name: string): string | undefined {
    const { xml, at } = this;
    const next = xml.indexOf('<', at);
    const closing = `</${name}>`;
    if (next === -1 || !xml.startsWith(closing, next)) return undefined;
    const text = xml.slice(at, next);
    const isPlain = !text.includes('&');
    if (!isPlain && otherEntity.test(text)) return undefined;
    this.at = next + closing.length;
    if (isLayout(text)) return '';
    return isPlain ? text : text.replace(entity, (each) => characters[each] ?? each);
  }
}

/** What stands between elements to be read by people. */
function isLayout(text: string): boolean {
  return text === '' || (text.includes('\n') && text.trim() === '');
}

function add(tree: XmlTree, name: string, value: string | XmlTree): void {
  const known = tree[name];
  if (known === undefined) tree[name] = value;
  else if (Array.isArray(known)) known.push(value);
  else tree[name] = [known, value];
}
