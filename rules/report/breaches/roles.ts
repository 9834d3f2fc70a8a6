import type { RoleTrust } from '../../groups-and-roles';
import { gatekeepersOfAnybody } from '../../judging/gatekeepers';
import { documentProblem, readStatements, type Statement } from '../../judging/policy-document';
import { callersNotNamed, usersWithoutMfa, type Principal } from '../../judging/trust';
import { foundOf, together, type FoundInAccount } from './found';
import { verdictOf, type Granted } from './granted';
import type { Verdict } from './verdict';

/** Rule 3: a role that IAM users, or an account's root, may assume asks for MFA. As the policy pack judges it. */
export function roleMfaVerdict(granted: readonly Granted[]): Verdict {
  return verdictOf(granted, ({ roles }) =>
    together(
      roles.map((role) =>
        judge(role, (statement) => {
          const users = usersWithoutMfa(statement);
          return users.length === 0 ? undefined : `lets ${inWords(users)} in without MFA`;
        }),
      ),
    ),
  );
}

/**
 * Rule 1: a role trusts nobody in particular with "*", another account only with an external id, an organization or
 * MFA, and who lets people in only on behalf of its own application. As the policy pack judges it.
 */
export function roleCallerVerdict(granted: readonly Granted[]): Verdict {
  return verdictOf(granted, ({ roles }, { id }) =>
    together(
      roles.map((role) =>
        judge(role, (statement) => {
          const callers = callersNotNamed(statement, () => [id]);
          if (callers === 'everybody') return 'trusts everybody ("*", or NotPrincipal)';
          const said = [
            ...(callers.length === 0
              ? []
              : [
                  `trusts ${inWords(callers)} of another account without an external id, an organization or MFA`,
                ]),
            ...gatekeepersOfAnybody(statement).map(
              ({ principal, wanted }) =>
                `lets ${principal.value} bring anybody in, without ${wanted}`,
            ),
          ];
          return said.length === 0 ? undefined : said.join('; ');
        }),
      ),
    ),
  );
}

/** Each statement of a role's trust that allows something. */
function judge(
  { name: roleName, document }: RoleTrust,
  say: (statement: Statement) => string | undefined,
): FoundInAccount {
  const broken: string[] = [];
  const unread: string[] = [];
  const readable = (read: () => void) => {
    const problem = documentProblem(read);
    if (problem !== undefined) unread.push(`its trust policy can't be read: ${problem}`);
  };
  readable(() => {
    for (const statement of readStatements(document))
      readable(() => {
        const text = statement.allows ? say(statement) : undefined;
        if (text !== undefined)
          broken.push(`${text}, by statement ${statement.label} of its trust`);
      });
  });
  return foundOf({ roleName }, broken, unread);
}

function inWords(principals: readonly Principal[]): string {
  return principals.map(({ value }) => value).join(', ');
}
