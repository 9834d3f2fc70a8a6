import { ListAccessKeysCommand } from '@aws-sdk/client-iam';
import { at, runOf } from './calendar';
import type { Company } from './company';
import { deeds } from './deeds';
import { Deployed } from './deployed';
import { differences } from './differences';
import { isSummary, readMessage } from './messages';
import { people } from './people';
import { compareReport, reportOf } from './reports';
import { keysOn, toBeDisabled, toBeTold, type KeyState } from './truth';

/**
 * The days of the story.
 * @param onDay is told of each day that is over, and what of it is not as it must be
 */
export async function liveThrough(
  company: Company,
  last: number,
  onDay: (day: number, wrong: readonly string[]) => void,
): Promise<void> {
  const deployed = await Deployed.in(company);
  for (let day = 1; day <= last; day++) {
    const before = company.slack.inbox.all.length;
    company.aws.clock.turnTo(runOf(day));
    const answer = await deployed.run(runOf(day));
    const keys = keysOn(day, 'before', company.keys);
    const seen = [
      ...(await compareKeys(company, day)),
      // A run's report is of what it found.
      ...compareReport('the report', await reportOf(company, day), company, keys),
    ];
    company.aws.clock.turnTo(at(day, 12));
    await deeds.get(day)?.(company, deployed);
    const posted = company.slack.inbox.all.slice(before);
    const said = posted
      .filter((each) => !isSummary(each))
      .map((each) => readMessage(each, company.keys));
    onDay(day, [
      ...differences('the run', [expectedAnswer(day)], [answer]),
      ...seen,
      ...differences('told', toBeTold(day), said),
      ...differences('summaries', [1], [posted.filter(isSummary).length]),
      ...(await deployed.failures()).map((each) => `failures: ${each}`),
    ]);
  }
}

function expectedAnswer(day: number) {
  return {
    accountsRead: 3,
    accountsUnread: 0,
    keysDisabled: toBeDisabled(day),
    keysHeldBack: 0,
    noticesUndelivered: 0,
  };
}

/** As the accounts' root sees them. */
async function compareKeys(company: Company, day: number): Promise<readonly string[]> {
  const found: Omit<KeyState, 'age'>[] = [];
  for (const { name, in: account } of people) {
    const { AccessKeyMetadata = [] } = await company
      .iam(account)
      .send(new ListAccessKeysCommand({ UserName: name }));
    for (const { AccessKeyId = '', Status } of AccessKeyMetadata) {
      const { person, index } = company.keys.find(AccessKeyId);
      found.push({ person, index, status: Status === 'Active' ? Status : 'Inactive' });
    }
  }
  const expected = keysOn(day, 'after', company.keys).map(({ person, index, status }) => ({
    person,
    index,
    status,
  }));
  return differences('keys', expected, found);
}
