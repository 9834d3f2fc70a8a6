import type { PolicyDocument } from '../../rules/policies';
import { nameOf, type Registered } from '../upgrades/registered';
import type { Account } from './accounts';

type Statement = PolicyDocument['Statement'][number];
type Edit = (inputs: Registered['inputs']) => Registered['inputs'];

/** A mistake that somebody could make, in what one resource registers. */
export interface Wrong {
  readonly name: string;
  readonly resource: string;
  readonly edit: Edit;
}

/** The same accounts with the mistake in them. @throws Error where it changes nothing */
export function withMistake(
  accounts: readonly Account[],
  { name, resource, edit }: Wrong,
): Account[] {
  let isChanged = false;
  const changed = accounts.map((account) => ({
    ...account,
    resources: account.resources.map((each) => {
      if (nameOf(each) !== resource) return each;
      const inputs = edit(each.inputs);
      isChanged ||= JSON.stringify(inputs) !== JSON.stringify(each.inputs);
      return { ...each, inputs };
    }),
  }));
  if (!isChanged) throw new Error(`${name}: ${resource} is as it was`);
  return changed;
}

/** In one statement of the document; undefined takes the statement out. */
export function inStatement(
  Sid: string,
  change: (statement: Statement) => Statement | undefined,
): Edit {
  return (inputs) => {
    const property = 'policy' in inputs ? 'policy' : 'assumeRolePolicy';
    const document = inputs[property] as PolicyDocument;
    const Statement = document.Statement.flatMap((each) =>
      each.Sid === Sid ? (change(each) ?? []) : [each],
    );
    return { ...inputs, [property]: { ...document, Statement } };
  };
}

const list = (value: string | readonly string[] = []): readonly string[] => [value].flat();
export const also = (action: string) => (statement: Statement) => ({
  ...statement,
  Action: [...list(statement.Action), action],
});
export const exempt = (action: string) => (statement: Statement) => ({
  ...statement,
  NotAction: [...(statement.NotAction ?? []), action],
});
export const notExempt = (action: string) => (statement: Statement) => ({
  ...statement,
  NotAction: statement.NotAction?.filter((each) => each !== action),
});
export const on = (Resource: string | string[]) => (statement: Statement) => ({
  ...statement,
  Resource,
});
export const onlyIf = (Condition: Statement['Condition']) => (statement: Statement) => ({
  ...statement,
  Condition,
});
export const without = (operator: string) => (statement: Statement) => {
  const kept = Object.entries(statement.Condition ?? {}).filter(([each]) => each !== operator);
  return { ...statement, Condition: Object.fromEntries(kept) };
};
export const instead = (operator: string, of: string) => (statement: Statement) => {
  const { [of]: condition, ...others } = statement.Condition ?? {};
  return { ...statement, Condition: { ...others, [operator]: condition ?? {} } };
};
export const nothing = () => undefined;
