import type { PolicyDocument } from '../../rules/policies';
import type { Condition } from '../../rules/policies/document';

type Statement = PolicyDocument['Statement'][number];
type Context = Readonly<Record<string, string>>;

const variable = /\$\{([^}]+)\}/g;

/** The keys that a document's conditions compare with, such as `aws:PrincipalOrgID`. */
export function variablesOf({ Statement }: PolicyDocument): readonly string[] {
  const found = Statement.flatMap((each) => [...inJson(each).matchAll(variable)]);
  return [...new Set(found.map(([, key = '']) => key))];
}

/** The document with what the request says in their place. What it does not say stays as text, which equals nothing. */
export function withVariables(document: PolicyDocument, context: Context): PolicyDocument {
  const fill = (whole: string, key: string) => {
    const value = context[key];
    return value === undefined ? whole : JSON.stringify(value).slice(1, -1);
  };
  const filled = (each: Statement): Statement =>
    each.Condition
      ? { ...each, Condition: JSON.parse(inJson(each).replaceAll(variable, fill)) as Condition }
      : each;
  return { ...document, Statement: document.Statement.map(filled) };
}

function inJson({ Condition = {} }: Statement): string {
  return JSON.stringify(Condition);
}
