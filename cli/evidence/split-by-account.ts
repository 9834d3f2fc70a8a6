import type { AccountPart } from '../../rules/evidence/account-history';
import type { Report } from '../../rules/report/report';

/** What a report of several accounts has of each. */
export function splitByAccount(report: Report): (account: AccountPart['account']) => AccountPart {
  const of = <Row extends { readonly accountId: string }>(rows: readonly Row[]) => {
    const byAccount = Map.groupBy(rows, ({ accountId }) => accountId);
    return (id: string) => byAccount.get(id) ?? [];
  };
  const { deeds, rules } = report;
  const [users, keys] = [of(report.users), of(report.keys)];
  const [entries, undelivered] = [of(deeds?.entries ?? []), of(deeds?.undelivered ?? [])];
  const ofRules = rules.map((rule) => ({
    rule,
    breaches: of(rule.breaches),
    notSeenOf: of(rule.notSeenOf),
  }));
  return (account) => {
    const { id } = account;
    return {
      on: report.on,
      generatedAt: report.generatedAt,
      limits: report.limits,
      account,
      users: users(id),
      keys: keys(id),
      rules: ofRules.map(({ rule, breaches, notSeenOf }) => ({
        ...rule,
        breaches: breaches(id),
        notSeenOf: notSeenOf(id),
      })),
      ...(deeds && { deeds: { ...deeds, entries: entries(id), undelivered: undelivered(id) } }),
    };
  };
}
