import { accountIdPattern } from '../../rules/formats';
import type { Checked } from './check';
import type { Here } from './neighbours';
import { describeValue, type Problem } from './problem';
import { suggest } from './suggest';

/** What the monitor is told of the accounts. */
export interface Watched {
  /** Without it, the accounts are those of the organization that the config names. */
  readonly list?: readonly { readonly id: string; readonly name: string }[];
  readonly dryRunAccountIds: readonly string[];
}

/** The accounts that the monitor watches: those of the stack files, if the config says nothing else. */
export function findWatched(here: Here): Checked<Watched> {
  const { account, config, accounts } = here;
  if (!account.kinds.includes('monitor')) return { value: { dryRunAccountIds: [] }, problems: [] };
  const list = config.accounts?.organization
    ? undefined
    : (config.accounts?.list ?? accounts.map(({ id, name }) => ({ id, name })));
  const dryRun = resolveDryRun(here);
  const problems = [
    ...dryRun.problems,
    ...checkRoom(here, list ?? []),
    ...checkOrganization(here),
    ...checkForwarders(here),
  ];
  return dryRun.value && problems.length === 0
    ? { value: { list, dryRunAccountIds: dryRun.value }, problems: [] }
    : { value: undefined, problems };
}

/** Accounts by stack name or id, as ids. An id may be of an account without a stack. */
function resolveDryRun(here: Here): Checked<readonly string[]> {
  const { file, config, accounts } = here;
  const ids = config.dryRunAccounts.map(
    (name) =>
      accounts.find((each) => each.name === name)?.id ??
      (accountIdPattern.test(name) ? name : undefined),
  );
  const problems = config.dryRunAccounts.flatMap((name, i): Problem[] =>
    ids[i] !== undefined
      ? []
      : [
          {
            ...file.locate(['keyturn:dryRunAccounts', i], 'value'),
            found: describeValue(name),
            expected: `a stack of this project, or an account id${suggest(
              name,
              accounts.map((each) => each.name),
            )}`,
          },
        ],
  );
  if (problems.length > 0) return { value: undefined, problems };
  return { value: ids.filter((id) => id !== undefined), problems: [] };
}

/** Accounts that only a StackSet reaches have no stack file, and would be left out in silence. */
function checkOrganization({ file, config, accounts }: Here): Problem[] {
  const organization = accounts.find(({ kinds }) => kinds.includes('organization'));
  if (!organization || config.accounts) return [];
  return [
    {
      ...file.locate(['keyturn:accounts'], 'value'),
      found: 'nothing',
      expected: `organization (or list), as the stack ${organization.name} gives the audit role to accounts without a stack`,
    },
  ];
}

/** An account with a stack forwards its key events, which AWS refuses where the monitor's bus does not let it in. */
function checkForwarders({ file, config, account, accounts }: Here): Problem[] {
  const list = config.accounts?.list?.map(({ id }) => id);
  const missing = accounts.find(({ id }) => id !== account.id && list && !list.includes(id));
  if (!missing) return [];
  return [
    {
      ...file.locate(['keyturn:accounts', 'list'], 'key'),
      found: `a list without ${missing.id}`,
      expected: `every account with a stack file, ${missing.name} among them: AWS refuses to forward the key events of others`,
    },
  ];
}

/** Lambda's limit of all variables of a function, less what the others of the monitor's take. */
const MOST_BYTES = 4096 - 512;

/** The list goes to the functions in a variable, and there is not room for hundreds. */
function checkRoom({ file, config }: Here, list: readonly { id: string }[]): Problem[] {
  const bytes = Buffer.byteLength(
    JSON.stringify([list, config.settings, config.externalId ?? '', config.dryRunAccounts]),
  );
  if (bytes <= MOST_BYTES) return [];
  return [
    {
      ...file.locate(['keyturn:accounts'], 'value'),
      found: `${list.length} accounts (${bytes} bytes with the settings)`,
      expected: `at most ${MOST_BYTES} bytes: of more accounts, say organization instead`,
    },
  ];
}
