import type { CheckAnswer } from '../../rules/checks/check-answer';
import type { CheckEvent } from '../../rules/checks/check-event';
import { lineOf } from '../../rules/checks/tried';
import type { AccountsSetting } from '../accounts-setting';
import { amongThem, checkAccounts } from '../checking/check-accounts';
import type { TimeLimit } from '../checking/in-time';
import { linesOf, type Look } from '../checking/look';
import type { AuditRightsPort } from '../ports/audit-rights';

/** With what act checks itself; none of it changes anything. */
export interface CheckPorts {
  /** What it works with at home: ledger and queue. */
  readonly looks: readonly Look[];
  /** In sessions as a press has them, of a user whom nobody has. */
  readonly rights: AuditRightsPort;
}

/** Accounts at a time. */
const CONCURRENCY = 16;

/** What a press needs: the ledger, the queue, and the audit role of each account, under act's own name. */
export async function checkAct(
  { accounts: named }: CheckEvent,
  setting: AccountsSetting,
  { looks, rights }: CheckPorts,
  timeLeft: TimeLimit['timeLeft'],
): Promise<CheckAnswer['checks']> {
  const limit = { timeLeft, concurrency: CONCURRENCY };
  const atHome = linesOf(looks, limit);
  const { accounts, unlisted } = accountsOf(setting, named);
  const { chosen, strangers } = amongThem(accounts, named);
  const ofAccounts = await checkAccounts(chosen, rights, limit);
  return [...(await atHome), ...unlisted, ...strangers, ...ofAccounts];
}

/** In an organization every account is one of its own that is not left out, and only the monitor lists them. */
function accountsOf({ list, organization }: AccountsSetting, named: readonly string[] | undefined) {
  if (list) return { accounts: list, unlisted: [] };
  const mayBe = (named ?? []).filter((id) => !organization?.exclude.includes(id));
  const accounts = mayBe.map((id) => ({ id, name: id }));
  const found = 'only the monitor lists the accounts: name those to try';
  return {
    accounts,
    unlisted: named ? [] : [lineOf('organization', 'keyturn:accounts', { is: 'untried', found })],
  };
}
