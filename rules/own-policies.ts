import { documentProblem, readStatements } from './judging/policy-document';
import type { OwnPolicy } from './model';

/**
 * A policy that stands in the user.
 * @param text the document as IAM gives it: JSON, percent-encoded
 */
export function inlinePolicy(name: string, text: string): OwnPolicy {
  const allows: string[] = [];
  const problem = documentProblem(() => {
    for (const statement of readStatements(decodedDocument(text)))
      // Without Action the statement has NotAction: nearly everything.
      if (statement.allows) allows.push(...(statement.texts('Action') ?? ['*']));
  });
  return problem === undefined ? { name, allows: [...new Set(allows)] } : { name };
}

/** What a policy allows, in words; undefined where its text is not known. */
export function inWords({ allows }: OwnPolicy): string | undefined {
  if (allows === undefined) return undefined;
  if (allows.length === 0) return 'allows nothing';
  const shown = allows.slice(0, 3).join(', ');
  return allows.length > 3 ? `${shown} and ${allows.length - 3} more` : shown;
}

/** A policy document as IAM gives it, percent-encoded, as JSON; undefined where it is no text of that kind. */
export function decodedDocument(text: string): string | undefined {
  // A document begins so, and nothing encoded does.
  if (/^\s*\{/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    // It is of another kind.
  }
  return undefined;
}
