/** Markup that may stand in the page as it is. Made only by `html`, and by `trusted` of what this program itself wrote. */
export class Html {
  constructor(readonly text: string) {}
}

type Part = Html | string | number | undefined | false | readonly Part[];

/** Without the indentation of the source, which a row of thousands would repeat. */
const compact = new WeakMap<TemplateStringsArray, readonly string[]>();

/** Markup of a template: what is put in is data and is escaped, unless it is markup itself. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const fixed = compact.get(strings) ?? compacted(strings);
  let [text = ''] = fixed;
  for (let i = 1; i < fixed.length; i++) text += markupOf(parts[i - 1]) + (fixed[i] ?? '');
  return new Html(text);
}

function compacted(strings: TemplateStringsArray): readonly string[] {
  const fixed = strings.map((text) => text.replace(/\n\s+/g, '\n'));
  compact.set(strings, fixed);
  return fixed;
}

/** Markup, style or script that holds no data. */
export function trusted(text: string): Html {
  return new Html(text);
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.text;
  if (typeof part === 'object') return part.map(markupOf).join('');
  return escape(String(part));
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Letters, digits and punctuation that stand for nothing but themselves. */
const plain = /^[\w .,:;/()+-]*$/;

/** Safe as text and between quotes. What a reader could not see, or would turn a line around, is made visible. */
function escape(text: string): string {
  // Most has nothing in it.
  if (plain.test(text)) return text;
  return text
    .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, '\ufffd')
    .replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
