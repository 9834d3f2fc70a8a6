import type { Report, ReportWithoutKeys, UserReference } from '../../rules/report/report';
import { oneLine } from '../text-table';

/** A line a user with keys, and what the answers rest on and can't rest on, each once. */
export function withoutKeysLines(
  { withoutKeys = [] }: Report,
  nameOf: (user: UserReference) => string,
): { readonly users: readonly string[]; readonly notes: readonly string[] } {
  const users = withoutKeys.map(
    (each) => `${nameOf(each)}: ${verdictInWords[each.verdict]}: ${oneLine(each.text)}`,
  );
  const unseen = new Set(withoutKeys.flatMap(({ notKnown }) => notKnown));
  const notes = [...unseen].map((text) => `    not known: ${oneLine(text)}`);
  return { users, notes };
}

const verdictInWords: Readonly<Record<ReportWithoutKeys['verdict'], string>> = {
  could: 'could do without',
  machine: 'a machine',
  'not-known': 'not known',
};
