import { version } from '../../package.json';
import { concludeChecks } from '../conclude-checks';
import { coloursFor, openOutput } from '../output';
import { startProgress } from '../progress';
import type { Check, DoctorDocument } from './doctor-document';
import { examine, type Examined } from './examine';
import { checkOptions, type DoctorOptions } from './options';
import { renderDoctorTable } from './table';

export type { DoctorOptions };

/** @throws CliError, also for what is wrong or could not be seen, after all was written */
export async function runDoctor(options: DoctorOptions): Promise<void> {
  checkOptions(options);
  const output = openOutput(options.out);
  const progress = startProgress('finding the monitor');
  let examined: Examined;
  try {
    examined = await examine(options, progress);
  } finally {
    progress.stop();
  }
  const document = documentOf(examined);
  await output.write(
    options.format === 'json'
      ? `${JSON.stringify(document, undefined, 2)}\n`
      : renderDoctorTable(document, coloursFor(options.out)),
  );
  conclude(document.checks);
}

function documentOf({ deployment, checkedAt, checks }: Examined): DoctorDocument {
  const { caller, monitor, declared } = deployment;
  return {
    format: 'keyturn-doctor/1',
    keyturnVersion: version,
    checkedAt: checkedAt.toISOString(),
    accountId: caller.accountId,
    region: caller.client.region,
    monitor,
    ...(declared && { stack: declared.plan.account.name }),
    checks: [...checks],
  };
}

/** What can be seen only by doing it has nothing to do about it, and is no want of this look. */
function conclude(checks: readonly Check[]): void {
  const open = checks.filter(({ outcome, todo }) => outcome === 'not-known' && todo !== undefined);
  const wrong = checks.filter(({ outcome }) => outcome === 'wrong');
  concludeChecks({ all: checks.length, wrong: wrong.length, open: open.length });
}
