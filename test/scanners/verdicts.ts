import type { Setting } from './company';
import { severities, type Finding } from './finding';

/** What a check says of one of our resources: that it fails, by default or with everything on. */
export interface Verdict extends Pick<
  Finding,
  'scanner' | 'check' | 'title' | 'severity' | 'securityHub' | 'stack'
> {
  /** The resource's logical name. */
  readonly resource: string;
  /** By setting; absent where the resource is not there, or the check has nothing to say of it. */
  readonly status: Readonly<Partial<Record<Setting, 'PASS' | 'FAIL'>>>;
}

export type FindingsBySetting = ReadonlyMap<Setting, readonly Finding[]>;

/** The checks that fail on our resources in any of the settings, sorted. One failure among several findings counts. */
export function failingVerdicts(findings: FindingsBySetting): readonly Verdict[] {
  const verdicts = new Map<string, Verdict>();
  for (const [setting, list] of findings)
    for (const finding of list) {
      const { ours, status } = finding;
      if (ours === undefined || status === 'MANUAL') continue;
      const key = keyOf({ ...finding, resource: ours });
      const known = verdicts.get(key) ?? { ...describe(finding), resource: ours, status: {} };
      const fails = status === 'FAIL' || known.status[setting] === 'FAIL';
      verdicts.set(key, {
        ...known,
        severity: worse(known.severity, finding.severity),
        status: { ...known.status, [setting]: fails ? 'FAIL' : 'PASS' },
      });
    }
  return [...verdicts.values()]
    .filter(({ status }) => Object.values(status).includes('FAIL'))
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
}

function describe({ scanner, check, title, severity, securityHub, stack }: Finding) {
  return { scanner, check, title, severity, securityHub, stack };
}

function keyOf({ scanner, check, stack, resource }: Omit<Verdict, 'status' | 'title'>): string {
  return [scanner, check, stack, resource].join('\n');
}

function worse(a: Finding['severity'], b: Finding['severity']): Finding['severity'] {
  if (a === undefined || b === undefined) return a ?? b;
  return severities.indexOf(a) < severities.indexOf(b) ? a : b;
}
