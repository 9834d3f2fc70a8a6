import { version } from '../../package.json';
import { composeHoldings } from '../../rules/offboarding/compose-holdings';
import type { Holdings } from '../../rules/offboarding/holdings';
import type { DeclaredEngineer } from '../../stacks/config/engineers';
import { readKeyHistories } from '../aws/read-key-histories';
import { withoutEngineer } from '../engineers-file/edit';
import { lineDiff } from '../engineers-file/line-diff';
import { assertComplete, unreadAccounts } from '../incomplete';
import { coloursFor, openOutput } from '../output';
import { leaverNamed, openCompany, ownGroups, type Company } from './company';
import { placesInProject } from './in-project';
import { atOnceText, followingText, inProjectText } from './next-steps';
import { checkOffboardOptions, type OffboardOptions } from './options';
import { readInAws, type InAws } from './read-in-aws';
import { renderHoldings } from './show';

/** @throws CliError, also for accounts that could not be read, after the file was changed */
export async function runOffboard(userName: string, options: OffboardOptions): Promise<void> {
  checkOffboardOptions(options);
  const company = openCompany(options);
  const { engineer, file } = leaverNamed(userName, company);
  const { text, comment } = withoutEngineer(file.text, engineer.userName);
  if (!options.dryRun) file.assertWritable();
  const record = options.record === undefined ? undefined : openOutput(options.record, '--record');
  const inAws = await readInAws(engineer.userName, company, options);
  const inProject = placesInProject(engineer, company, options.dryRun ? file.text : text);
  const held = await holdingsOf(engineer, company, inAws, options);
  const holdings = { ...held, inProject: [...inProject] };
  if (!options.dryRun) {
    // Before the file: what they held is never forgotten because somebody else has changed that meanwhile.
    await record?.write(`${JSON.stringify(holdings, undefined, 2)}\n`);
    file.replace(text);
  }
  const following = { holdings, engineer, company, inAws, options };
  const done = options.dryRun
    ? 'Nothing was changed.'
    : `${engineer.userName} is out of ${file.name}${comment.length > 0 ? ', with the comment above' : ''}.${options.record === undefined ? '' : ` What they hold is in ${options.record}.`}`;
  await openOutput(undefined).write(
    [
      renderHoldings(holdings, coloursFor(undefined)),
      atOnceText(following),
      lineDiff(file.name, file.text, text),
      `${done}\n`,
      inProjectText(following),
      `${followingText(following)}\n`,
    ]
      .filter(Boolean)
      .join('\n'),
  );
  const unread = holdings.accounts.filter((each) => each.unread !== undefined);
  assertComplete(unreadAccounts(unread, holdings.accounts.length), 'output');
}

async function holdingsOf(
  engineer: DeclaredEngineer,
  company: Company,
  inAws: InAws,
  { trail }: OffboardOptions,
): Promise<Holdings> {
  const { id, name } = company.plan.account;
  const { user, policies, ledger, now, mfaDevices } = inAws;
  const histories = trail ? await historiesOf(inAws) : undefined;
  return composeHoldings({
    ...{ keyturnVersion: version, account: { id, name }, user, policies, ledger, now, mfaDevices },
    declared: declaredOf(engineer),
    ownGroups: ownGroups(company.plan),
    histories,
    inProject: [],
    settings: company.settings,
  });
}

function historiesOf({ reading, role, caller, now }: InAws) {
  const { partition } = caller;
  return readKeyHistories(reading ? [reading] : [], role, {
    partition,
    now,
    onKey: () => undefined,
  });
}

function declaredOf(engineer: DeclaredEngineer): Holdings['declared'] {
  const { userName, slackId, fullName, access, identityCenterName, keyExemption, roles } = engineer;
  return {
    ...{ name: userName, slackId, access: [...access] },
    ...(fullName !== undefined && { fullName }),
    ...(identityCenterName !== undefined && { identityCenterName }),
    ...(keyExemption && { keyExemption }),
    roles: roles.map(({ reference, arn, maxSessionHours }) => ({
      ...{ reference, arn, maxSessionHours },
    })),
  };
}
