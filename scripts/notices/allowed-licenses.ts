import parse, { type Info } from 'spdx-expression-parse';

/**
 * The licences, by their SPDX ids, under which others' software may be in a bundle, each with what its full text
 * begins and ends with (see isFullText). All of them let whoever gets a bundle use, change and pass it on, if the text goes along.
 * One more is a decision about what everybody who installs Keyturn has to keep to, so it is made here.
 */
export const allowedLicenses: ReadonlyMap<string, readonly [begin: string, end: string]> = new Map([
  ['Apache-2.0', ['apache license version 2.0, january 2004', '9. accepting warranty']],
  ['ISC', ['permission to use, copy, modify, and/or distribute', 'the software is provided as is']],
  ['MIT', ['permission is hereby granted, free of charge', 'the software is provided as is']],
  ['MIT-0', ['permission is hereby granted, free of charge', 'the software is provided as is']],
]);

/**
 * What of the allowed licences a package comes under.
 * @param license what its package.json says: an SPDX expression, or anything
 * @returns all that are to be kept to; undefined where what it says is not allowed, or no SPDX expression
 */
export function licensesToKeep(license: unknown): readonly string[] | undefined {
  if (typeof license !== 'string') return undefined;
  let expression: Info;
  try {
    expression = parse(license);
  } catch {
    return undefined;
  }
  return allowedIn(expression);
}

function allowedIn(expression: Info): readonly string[] | undefined {
  if ('license' in expression) {
    const { license, plus, exception } = expression;
    // A later version or an exception is another licence than the one that is listed.
    const isAllowed = allowedLicenses.has(license) && !plus && exception === undefined;
    return isAllowed ? [license] : undefined;
  }
  const left = allowedIn(expression.left);
  const right = allowedIn(expression.right);
  if (expression.conjunction === 'or') return left ?? right;
  return left && right && [...left, ...right];
}

/** Whether one of the texts is the whole of a licence, and not only its name or its address. */
export function isFullText(license: string, texts: readonly string[]): boolean {
  const marks = allowedLicenses.get(license) ?? [];
  return texts.some((text) => {
    const words = text
      .toLowerCase()
      .replaceAll(/["'“”‘’`]/g, '')
      .replaceAll(/\s+/g, ' ');
    return marks.every((mark) => words.includes(mark));
  });
}
