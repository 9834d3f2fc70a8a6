import { addDays, dateIn, daysBetween } from '../../rules/calendar';
import { badUse } from '../cli-error';

export interface EvidenceOptions {
  /** Dates, of which commander has seen to the form. */
  readonly from: string;
  readonly to: string;
  readonly bucket?: string;
  readonly folder?: string;
  readonly out?: string;
  readonly sample?: number;
  readonly seed?: string;
  readonly profile?: string;
  readonly region?: string;
  readonly ledger?: string;
  readonly withCloudtrail?: boolean;
  readonly cloudtrailProfile?: string;
  readonly roleName?: string;
  readonly externalId?: string;
}

/** Ten years: what is longer is a slip of the finger. */
const MOST_DAYS = 3660;

/**
 * @param now as the machine has it
 * @throws CliError where options need each other, or say what can't be meant
 */
export function checkOptions(options: EvidenceOptions, now: Date): void {
  const { from, to, bucket, folder, sample, seed } = options;
  if (from > to) throw badUse(`--from is ${from}, after --to, ${to}: expected a day before it`);
  const days = daysBetween(from, to) + 1;
  if (days > MOST_DAYS)
    throw badUse(`--from ${from} --to ${to} are ${days} days: expected ${MOST_DAYS} at most`);
  // Somewhere it is tomorrow already.
  const last = addDays(dateIn('Etc/UTC', now), 1);
  if (to > last)
    throw badUse(
      `--to is ${to}: expected ${last} at most, since of a day to come nobody can say that the control ran`,
    );
  if ((bucket === undefined) === (folder === undefined))
    throw badUse(
      `expected either --bucket, the monitor's bucket of reports, or --folder, a copy of it; found ${bucket === undefined ? 'neither' : 'both'}`,
    );
  if (sample !== undefined && seed === undefined)
    throw badUse('--sample needs --seed, which decides which keys: let the auditor name it');
  if (seed !== undefined && sample === undefined)
    throw badUse('--seed goes with --sample; found none');
  checkCloudTrail(options);
}

function checkCloudTrail(options: EvidenceOptions): void {
  const { withCloudtrail, cloudtrailProfile, roleName, externalId } = options;
  const [given] = Object.entries({
    '--cloudtrail-profile': cloudtrailProfile,
    '--role-name': roleName,
    '--external-id': externalId,
  }).find(([, value]) => value !== undefined) ?? [undefined];
  if (withCloudtrail !== true && given !== undefined)
    throw badUse(`${given} goes with --with-cloudtrail; found none`);
  if (externalId !== undefined && roleName === undefined)
    throw badUse('--external-id goes with --role-name; found none');
}
