import type { Setting } from './company';
import { severities, type Finding, type Scanner, type Severity } from './finding';
import { failingVerdicts, type FindingsBySetting, type Verdict } from './verdicts';

/** How many findings there are, of our resources and of what else the accounts have. */
export interface Count {
  readonly setting: Setting;
  readonly scanner: Scanner;
  readonly isOurs: boolean;
  /** Undefined where the scanner has none. */
  readonly severity?: Severity;
  readonly pass: number;
  readonly fail: number;
  /** Of which it says that it can't tell. */
  readonly manual: number;
}

/** A check that fails on what is not ours. */
export interface OthersFailure extends Pick<
  Finding,
  'scanner' | 'check' | 'title' | 'severity' | 'securityHub'
> {
  /** On how many resources of the three accounts, by default. */
  readonly resources: number;
}

/** What one run of `npm run test:scanners` found: docs/scanners.md is made of it, and of the reasons. */
export interface Outcome {
  /** YYYY-MM-DD, in UTC. */
  readonly date: string;
  readonly versions: Readonly<Record<Scanner, string>>;
  readonly counts: readonly Count[];
  readonly verdicts: readonly Verdict[];
  readonly others: readonly OthersFailure[];
  /** The types of resources that no check said anything of, as Terraform names them. */
  readonly unchecked: readonly string[];
}

export function countsOf(findings: FindingsBySetting): readonly Count[] {
  return [...findings].flatMap(([setting, list]) =>
    (['Prowler', 'Checkov'] as const).flatMap((scanner) =>
      [true, false].flatMap((isOurs) =>
        [...severities, undefined].flatMap((severity) => {
          const those = list.filter(
            (each) =>
              each.scanner === scanner &&
              each.severity === severity &&
              (each.ours !== undefined) === isOurs,
          );
          if (those.length === 0) return [];
          const of = (status: Finding['status']) =>
            those.filter((each) => each.status === status).length;
          const [pass, fail, manual] = [of('PASS'), of('FAIL'), of('MANUAL')];
          return [{ setting, scanner, isOurs, severity, pass, fail, manual }];
        }),
      ),
    ),
  );
}

export function othersFailures(findings: readonly Finding[]): readonly OthersFailure[] {
  const failures = new Map<string, OthersFailure>();
  for (const { scanner, check, title, severity, securityHub, status, ours } of findings) {
    if (status !== 'FAIL' || ours !== undefined) continue;
    const resources = (failures.get(check)?.resources ?? 0) + 1;
    failures.set(check, { scanner, check, title, severity, securityHub, resources });
  }
  return [...failures.values()].sort((a, b) => (a.check < b.check ? -1 : 1));
}

export function outcomeOf(
  date: string,
  versions: Outcome['versions'],
  findings: FindingsBySetting,
  unchecked: readonly string[],
): Outcome {
  return {
    date,
    versions,
    counts: countsOf(findings),
    verdicts: failingVerdicts(findings),
    others: othersFailures(findings.get('default') ?? []),
    unchecked,
  };
}
