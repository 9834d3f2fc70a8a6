import type { Breach, Report } from '../../rules/report/report';
import type { Others } from './cells';
import { brokenCells, entriesIn, namesOf, type Row } from './index';

/** What the rules say of an account's groups and roles, and of the account itself: the cells of a row each. */
export function groupsAndRolesRows({ rules }: Report): Others {
  const isOfNoUser = ({ userName }: Breach) => userName === undefined;
  const placeOf = ({ accountId, groupName, roleName }: Breach) =>
    JSON.stringify([accountId, groupName, roleName]);
  const broken = new Set(entriesIn(rules, ({ breaches }) => breaches.filter(isOfNoUser)));
  const notSeen = new Set(entriesIn(rules, ({ notSeenOf }) => notSeenOf.filter(isOfNoUser)));
  const places = [...Map.groupBy([...broken, ...notSeen], placeOf).values()];
  const rows = places.flatMap((entries) => {
    const [first] = entries;
    if (!first) return [];
    const cells: Row = {
      group: first.groupName,
      role: first.roleName,
      ...brokenCells(entries.filter((each) => broken.has(each))),
      rules_not_seen: namesOf(entries.filter((each) => notSeen.has(each))),
      note: [...new Set(entries.map(({ text }) => text))].join('; '),
    };
    return [{ accountId: first.accountId, cells }];
  });
  const byAccount = Map.groupBy(rows, ({ accountId }) => accountId);
  return (accountId) => (byAccount.get(accountId) ?? []).map(({ cells }) => cells);
}
