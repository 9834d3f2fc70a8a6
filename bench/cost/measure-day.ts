import { DAY_MS } from '../aws/seeded-moto';
import { callsOf } from '../aws/gate';
import { isDueOn } from './population';
import { SmallCompany } from './small-company';
import type { Usage } from './usage';

/** Past, and the same each time: what is counted must not hang on the day on which it is. */
const FIRST_DAY = new Date('2026-01-14T08:00:00Z');
const DAY = new Date(FIRST_DAY.getTime() + DAY_MS);

/**
 * What an ordinary day asks of AWS: after a first run, everybody who was reminded then rotates, which is told; the
 * next day's run finds the new keys, and reminds the next ones, which is told too.
 * @param bundle the monitor's
 * @param accounts enough that the report has a page for each, or a large company's is another one
 */
export async function measureDay(
  bundle: string,
  accounts: number,
  usersEach: number,
): Promise<Usage> {
  const company = await SmallCompany.start(bundle, accounts, usersEach, FIRST_DAY);
  const { aws, gate } = company;
  try {
    await company.run(FIRST_DAY);
    await company.deliver(FIRST_DAY);
    const before = { ...aws.dynamoDb.units, messages: aws.notices.length, bytes: bytesIn(company) };
    gate.set({});
    await company.rotate(FIRST_DAY);
    await company.deliver(FIRST_DAY);
    const { list, each, finish } = await company.run(DAY);
    await company.deliver(DAY);
    const after = { ...aws.dynamoDb.units, messages: aws.notices.length, bytes: bytesIn(company) };
    const { count } = gate;
    const calls = (name: string) => count.calls[name] ?? 0;
    const objects = bytesPut(company);
    return {
      accounts,
      usersEach,
      remindedEach: duePerAccount(DAY, usersEach),
      rotatedEach: duePerAccount(FIRST_DAY, usersEach),
      steps: {
        list: stepOf([list]),
        account: stepOf(each),
        finish: stepOf([finish]),
      },
      dynamoDb: {
        readUnits: after.read - before.read,
        writeUnits: after.write - before.write,
        recordBytes: after.bytes.records,
        noticeBytes: after.bytes.notices - before.bytes.notices,
        runBytes: after.bytes.runs - before.bytes.runs,
      },
      queue: { sends: callsOf(count, 'sqs'), messages: after.messages - before.messages },
      bucket: {
        puts: calls('s3:PutObject'),
        gets: calls('s3:GetObject'),
        partBytes: objects.parts,
        reportBytes: objects.reports,
      },
      logBytes: [list, ...each, finish].reduce((sum, { logged }) => sum + logged, 0),
    };
  } finally {
    await company.stop();
  }
}

function duePerAccount(on: Date, users: number): number {
  return Array.from({ length: users }, (_, user) => user).filter((user) => isDueOn(on, user))
    .length;
}

function stepOf(invocations: readonly { readonly cpu: number }[]) {
  const sum = invocations.reduce((total, { cpu }) => total + cpu, 0);
  return { invocations: invocations.length, milliseconds: Math.round(sum / invocations.length) };
}

/** DynamoDB adds so much to the size of an item that it stores. */
const STORED_EXTRA = 100;

function bytesIn({ aws: { dynamoDb } }: SmallCompany) {
  const runs = dynamoDb.stored('run#');
  const all = dynamoDb.stored();
  const sum = (items: typeof all) =>
    items.reduce((total, { bytes }) => total + bytes + STORED_EXTRA, 0);
  const notices = sum(all.filter(({ item }) => item.startsWith('notice#')));
  return { runs: sum(runs), notices, records: sum(all) - sum(runs) - notices };
}

/** Of the measured day: the first day's objects lie under another date. */
function bytesPut({ aws: { s3 } }: SmallCompany) {
  const date = DAY.toISOString().slice(0, 10);
  const sum = (folder: string) =>
    [...s3.bytes]
      .filter(([path]) => path.includes(`/${folder}/${date}/`))
      .reduce((total, [, bytes]) => total + bytes, 0);
  return { parts: sum('parts'), reports: sum('reports') };
}
