import type { PolicyDocument } from '../../rules/policies';

type Statement = PolicyDocument['Statement'][number];

/**
 * What documents say of one action, as text: their statements about it, without the lists of actions. Where it is the
 * same in two companies, all else being equal, so is what AWS answers.
 */
export function bearing(documents: readonly PolicyDocument[], action: string): string {
  return JSON.stringify(
    documents.flatMap(({ Statement }) =>
      Statement.filter((each) => isAbout(each, action)).map((each) => ({
        ...each,
        Action: undefined,
        NotAction: undefined,
      })),
    ),
  );
}

export function isAbout({ Action, NotAction }: Statement, action: string): boolean {
  if (NotAction) return !NotAction.some((pattern) => patternOf(pattern).test(action));
  return [Action ?? []].flat().some((pattern) => patternOf(pattern).test(action));
}

const patterns = new Map<string, RegExp>();

/** As in IAM: any case, `*` for any text and `?` for any one character. */
function patternOf(text: string): RegExp {
  const known = patterns.get(text);
  if (known) return known;
  const source = text
    .replaceAll(/[.+^${}()|[\]\\]/g, String.raw`\$&`)
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  const pattern = new RegExp(`^${source}$`, 'i');
  patterns.set(text, pattern);
  return pattern;
}
