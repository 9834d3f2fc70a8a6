import type { PolicyDocument } from '../../rules/policies';
import type { Request } from '../meaning/request';
import { variablesOf, withVariables } from './variables';

/** A request as pmapper.py reads it: each document by the number that it got in a line of its own, before. */
interface Written {
  /** Of the user, or of the role whose session it is. */
  readonly arn?: string;
  /** In their place. */
  readonly service?: string;
  readonly action: string;
  readonly resource: string;
  readonly accountId: string;
  readonly context: Readonly<Record<string, string>>;
  readonly policies: readonly number[];
  readonly boundary?: number;
  readonly resourcePolicy?: number;
}

/** A document's variables, and its number with each of their values. */
interface Known {
  readonly variables: readonly string[];
  readonly numbers: Map<string, number>;
}

/** Writes requests as lines, and every document once. */
export class Wire {
  readonly #known = new Map<PolicyDocument, Known>();
  #count = 0;

  /** @returns the lines of documents that are new, and last the request's */
  lines(request: Request): readonly string[] {
    const lines: string[] = [];
    const { action, resource, accountId, context, boundary } = request;
    const numberOf = (document: PolicyDocument): number => {
      const { variables, numbers } = this.#of(document);
      const values = JSON.stringify(variables.map((key) => context[key]));
      const known = numbers.get(values);
      if (known !== undefined) return known;
      const number = ++this.#count;
      numbers.set(values, number);
      // It fills variables into resources, and not into conditions.
      const content = withVariables(document, context);
      lines.push(JSON.stringify({ document: number, content }));
      return number;
    };
    const caller = callerOf(request);
    const resourcePolicy = request.resourcePolicy ?? ofAnotherAccount(caller, accountId);
    const written: Written = {
      ...caller,
      ...{ action, resource, accountId, context },
      policies: request.policies.map(({ document }) => numberOf(document)),
      ...(boundary && { boundary: numberOf(boundary) }),
      ...(resourcePolicy && { resourcePolicy: numberOf(resourcePolicy) }),
    };
    return [...lines, JSON.stringify(written)];
  }

  #of(document: PolicyDocument): Known {
    const known = this.#known.get(document);
    if (known) return known;
    const first = { variables: variablesOf(document), numbers: new Map<string, number>() };
    this.#known.set(document, first);
    return first;
  }
}

/** Principal Mapper knows users, roles, of which a session is one, and services. */
function callerOf({ principal, context }: Request): Pick<Written, 'arn' | 'service'> {
  if (!principal.startsWith('arn:')) return { service: principal };
  if (!principal.includes(':assumed-role/')) return { arn: principal };
  const arn = context['aws:PrincipalArn'];
  if (arn === undefined) throw new Error(`${principal} comes without aws:PrincipalArn`);
  return { arn };
}

const nothing: PolicyDocument = { Version: '2012-10-17', Statement: [] };

/** Without a policy of the resource it would not look at whose that is: what others have lets nobody in. */
function ofAnotherAccount({ arn }: Pick<Written, 'arn'>, accountId: string) {
  return arn !== undefined && arn.split(':')[4] !== accountId ? nothing : undefined;
}
