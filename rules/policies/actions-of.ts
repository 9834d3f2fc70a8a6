import type { PolicyDocument } from './document';

/** What a document allows, each once, on whatever and on whatever condition. */
export function actionsOf({ Statement }: PolicyDocument): readonly string[] {
  const allowed = Statement.filter(({ Effect }) => Effect === 'Allow');
  return [...new Set(allowed.flatMap(({ Action = [] }) => Action))];
}
