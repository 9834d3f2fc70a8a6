/** DynamoDB's own form of an attribute, such as `{ S: 'text' }`. */
export type Attribute = Readonly<Record<string, unknown>>;
export type Item = Readonly<Record<string, Attribute>>;

const READ_UNIT_BYTES = 4096;
const WRITE_UNIT_BYTES = 1024;

/**
 * The size by which DynamoDB bills an item: names and values.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
 */
export function bytesOf(item: Item): number {
  return sum(Object.entries(item), ([name, value]) => utf8(name) + valueBytes(value));
}

/** Of one consistent read: a Query bills all of its items together, and nothing found is a unit too. */
export function readUnitsOf(items: readonly Item[]): number {
  return Math.max(1, Math.ceil(sum(items, bytesOf) / READ_UNIT_BYTES));
}

/** Of one write: the larger of what was there and what is there then. */
export function writeUnitsOf(before: Item | undefined, after: Item | undefined): number {
  const bytes = Math.max(before ? bytesOf(before) : 0, after ? bytesOf(after) : 0);
  return Math.max(1, Math.ceil(bytes / WRITE_UNIT_BYTES));
}

function valueBytes(attribute: Attribute): number {
  const [[type, value] = ['NULL', true]] = Object.entries(attribute);
  switch (type) {
    case 'S':
      return utf8(value as string);
    case 'N':
      return Math.ceil((value as string).length / 2) + 1;
    case 'B':
      return Buffer.from(value as string, 'base64').length;
    case 'SS':
      return sum(value as string[], utf8);
    case 'L':
      return 3 + sum(value as Attribute[], (each) => 1 + valueBytes(each));
    case 'M':
      return 3 + Object.keys(value as Item).length + bytesOf(value as Item);
    case 'BOOL':
    case 'NULL':
      return 1;
  }
  throw new Error(`no size is known of DynamoDB's type ${type}`);
}

function utf8(text: string): number {
  return Buffer.byteLength(text);
}

function sum<Each>(all: readonly Each[], of: (each: Each) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
