import { version } from '../../package.json';
import { renderEvidenceHtml } from '../../reports/html/evidence';
import type { AccountHistory } from '../../rules/evidence/account-history';
import { composeEvidence } from '../../rules/evidence/compose-evidence';
import { endOfAccount } from '../../rules/evidence/end-of-account';
import type { EvidenceHead } from '../../rules/evidence/evidence';
import { PeriodTotals } from '../../rules/evidence/period-totals';
import { Sample } from '../../rules/evidence/sample';
import { badUse, CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { startProgress, type Progress } from '../progress';
import { EvidenceFiles, type WrittenFile } from './evidence-files';
import { checkOptions, type EvidenceOptions } from './options';
import { readPeriod, type PeriodRead } from './read-period';
import { sha256 } from './sha256';
import { openSources, type Sources } from './sources';

export type { EvidenceOptions };

/** @throws CliError, also for a broken chain and for what is missing, after all is written */
export async function runEvidence(options: EvidenceOptions): Promise<void> {
  checkOptions(options, new Date());
  const { from, to, out = `keyturn-evidence-${from}-${to}` } = options;
  const progress = startProgress('looking for the reports');
  try {
    const sources = await openSources(options);
    const files = new EvidenceFiles(out);
    try {
      const { head, written } = await gather(options, sources, files, progress);
      progress.stop();
      for (const { name, sha256: hash } of written)
        process.stdout.write(`${hash}  ${out}/${name}\n`);
      judge(head, out);
    } catch (error) {
      files.abandon();
      throw error;
    }
  } finally {
    progress.stop();
  }
}

async function gather(
  options: EvidenceOptions,
  { reports, more, trail }: Sources,
  files: EvidenceFiles,
  progress: Progress,
): Promise<{ readonly head: EvidenceHead; readonly written: readonly WrittenFile[] }> {
  const { from, to, sample: size = 0, seed = '' } = options;
  const period = { from, to };
  const sample = new Sample(size, seed, sha256);
  let totals: PeriodTotals | undefined;
  const onAccount = async (history: AccountHistory, read: PeriodRead) => {
    totals ??= new PeriodTotals(period, read.timeZone, sample);
    const end = await more(history, endOfAccount, read);
    totals.add(history, end);
    files.addAccount(history.account, end);
  };
  const read = await readPeriod(reports, period, {
    onAccount,
    onDay: (on) => progress.say(`reading the report of ${on}`),
    onPages: (done, of) => progress.say(`reading the accounts’ pages: ${done} of ${of}`),
  });
  if (!totals || read.lastDay === undefined)
    throw badUse(
      `found no report of ${from} to ${to} in ${reports.name}: expected <day>/keyturn-report.json for some of these days`,
    );
  const head = composeEvidence({
    ...{ keyturnVersion: version, generatedAt: new Date(), period, source: reports.name },
    ...read,
    totals,
    ...(trail && { trail: trail.asked }),
    ...(size > 0 && { sample: { seed, size, keys: sample.keys } }),
  });
  return { head, written: files.finish(head, (beside) => renderEvidenceHtml(head, beside)) };
}

/** @throws CliError */
function judge({ lacks }: EvidenceHead, out: string): void {
  const of = (weight: EvidenceHead['lacks'][number]['weight']) =>
    lacks.filter((each) => each.weight === weight);
  const [[broken], missing] = [of('broken'), of('missing')];
  if (broken)
    throw new CliError(
      exitCodes.findings,
      `the chain of daily reports is broken: ${broken.text}; ${out}/evidence.html says all of it`,
    );
  const [first] = missing;
  if (first)
    throw new CliError(
      exitCodes.incomplete,
      `${first.text}${missing.length > 1 ? `; and ${missing.length - 1} more` : ''}: ${out}/evidence.html says all of it`,
    );
}
