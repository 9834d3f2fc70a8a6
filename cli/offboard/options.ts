import { badUse } from '../cli-error';
import type { ReadingOptions } from '../reading/check-options';

export interface OffboardOptions extends Omit<ReadingOptions, 'untaggedAs'> {
  readonly project: string;
  readonly dryRun?: true;
  /** A file for what they hold. */
  readonly record?: string;
  readonly trail?: true;
  readonly verify?: true;
  readonly certificate?: string;
  /** A file that --record wrote. */
  readonly before?: string;
  readonly userId?: string;
  readonly bucket?: string;
  readonly folder?: string;
}

/** @throws CliError where options need each other, or stand in each other's way */
export function checkOffboardOptions(options: OffboardOptions): void {
  const { verify, dryRun, record, certificate, before, userId, bucket, folder } = options;
  const { roleName, externalId, exclude, organization, ledger, ledgerProfile } = options;
  const ofVerify = Object.entries({
    '--certificate': certificate,
    '--before': before,
    '--user-id': userId,
    '--bucket': bucket,
    '--folder': folder,
  });
  const [alone] = ofVerify.filter(([, value]) => value !== undefined);
  if (!verify && alone) throw badUse(`${alone[0]} goes with --verify; found none`);
  if (verify && (dryRun || record !== undefined))
    throw badUse(
      `${dryRun ? '--dry-run' : '--record'} is of what comes before, and --verify changes nothing`,
    );
  if (bucket !== undefined && folder !== undefined)
    throw badUse('--bucket and --folder: expected one of them');
  if (externalId !== undefined && roleName === undefined)
    throw badUse('--external-id goes with --role-name, whose trust asks for it; found none');
  if (exclude.length > 0 && !organization)
    throw badUse('--exclude goes with --organization; found none');
  if (ledgerProfile !== undefined && ledger === undefined && bucket === undefined)
    throw badUse('--ledger-profile goes with --ledger or --bucket; found neither');
}
