import {
  documentLimits,
  policyDocument,
  sizeOf,
  type PolicyDocument,
  type Statement,
} from '../policies/document';
import type { Need } from './needs';

/**
 * The needs as documents of managed policies, as few as they fit in: what is needed on the same resources under the
 * same condition is one statement.
 */
export function deployerDocuments(needs: readonly Need[]): readonly PolicyDocument[] {
  const documents: Statement[][] = [];
  for (const statement of statementsOf(needs).flatMap(inPieces)) {
    const last = documents.at(-1);
    if (last && fits([...last, statement])) last.push(statement);
    else documents.push([statement]);
  }
  return documents.map((statements) => policyDocument(...statements));
}

function statementsOf(needs: readonly Need[]): readonly Statement[] {
  // By area and condition, what each action is needed on.
  const areas = new Map<string, { need: Need; resources: Map<string, Set<string>> }>();
  for (const need of needs) {
    const key = JSON.stringify([need.area, need.condition]);
    const area = areas.get(key) ?? { need, resources: new Map<string, Set<string>>() };
    areas.set(key, area);
    for (const action of need.actions) {
      const known = area.resources.get(action) ?? [];
      area.resources.set(action, new Set([...known, ...need.resources]));
    }
  }
  const names = new Map<string, number>();
  return [...areas.values()].flatMap(({ need: { area, condition }, resources }) =>
    [...Map.groupBy(resources, ([, on]) => JSON.stringify([...on].sort()))].map(
      ([on, actions]): Statement => {
        const count = (names.get(area) ?? 0) + 1;
        names.set(area, count);
        return {
          Sid: count === 1 ? area : `${area}${count}`,
          Effect: 'Allow',
          Action: actions.map(([action]) => action).sort(),
          Resource: JSON.parse(on) as string[],
          ...(condition && { Condition: condition }),
        };
      },
    ),
  );
}

/** A statement about more than a policy has room for, as several about some of it each. */
function inPieces(statement: Statement): readonly Statement[] {
  if (fits([statement])) return [statement];
  const all = statement.Resource as readonly string[];
  const half = Math.ceil(all.length / 2);
  return [all.slice(0, half), all.slice(half)].flatMap((Resource, i) =>
    inPieces({ ...statement, Sid: `${statement.Sid}${'AB'[i]}`, Resource }),
  );
}

function fits(statements: readonly Statement[]): boolean {
  return sizeOf(policyDocument(...statements)) <= documentLimits.managedPolicy;
}
