import type { Use } from './aws';

/** IAM notes no second use within a quarter of an hour of one. */
const RECENT_MS = 15 * 60_000;
/** IAM's dates are whole seconds, and its clocks are several. */
const TOLERANCE_MS = 3000;

/** Whether somebody or something else has used the key of late. */
export function isUsedElsewhere(
  use: Use | undefined,
  {
    now,
    openedAt,
    region,
  }: { readonly now: Date; readonly openedAt: Date; readonly region: string },
): use is Use {
  if (use === undefined || now.getTime() - use.at.getTime() > RECENT_MS) return false;
  const isSince = use.at.getTime() >= openedAt.getTime() - TOLERANCE_MS;
  return !(isSince && isOwn(use, region));
}

/** Whose key it is is asked of STS, which device there is of IAM. */
function isOwn({ service, region: where }: Use, region: string): boolean {
  return (service === 'sts' && where === region) || service === 'iam';
}

/** `3 minutes ago, s3 in eu-west-1`. */
export function describeUse(use: Use | undefined, now: Date): string {
  if (use === undefined) return 'never used';
  const minutes = Math.max(0, Math.round((now.getTime() - use.at.getTime()) / 60_000));
  const when =
    minutes < 60
      ? `${minutes} minute${minutes === 1 ? '' : 's'} ago`
      : `on ${use.at.toISOString().slice(0, 10)}`;
  const where = use.region === '' || use.region === 'N/A' ? '' : ` in ${use.region}`;
  return `last used ${when}, ${use.service}${where}`;
}
