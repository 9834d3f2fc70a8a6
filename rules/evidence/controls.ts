import { rulesInShort } from '../report/audit-rules';
import type { RuleName } from '../report/rule-names';
import type { Control } from './evidence';
import { MOST_DAYS } from './key-life';

/** So many cases, and of them so many that an exemption allowed at the time. */
export interface Cases {
  exceptions: number;
  exempt: number;
}

/** What was looked at, and what was found. */
export interface Tested {
  /** Enabled keys, one a report that has it. */
  readonly looks: Readonly<Record<'people' | 'machines', number>>;
  /** Keys that a report found enabled for too long. */
  readonly tooOld: Readonly<Record<'people' | 'machines', Cases>>;
  /** By rule: the cases of it that was broken, and those of which it was not seen. */
  readonly ofRules: ReadonlyMap<string, { readonly broken: number; readonly unseen: number }>;
  /** The reports that judged a rule. */
  readonly reportsOfRule: ReadonlyMap<string, number>;
  /** Whether days, accounts or users are missing. */
  readonly hasGaps: boolean;
}

type Found = Pick<Control, 'looks' | 'exceptions' | 'exempt'> & { readonly hasUnseen?: boolean };
interface Asked extends Pick<Control, 'standard' | 'number' | 'title' | 'howTested'> {
  readonly find: (tested: Tested) => Found;
}

const cis = { '5.0.0': 'CIS AWS Foundations 5.0.0', '7.0.0': 'CIS AWS Foundations 7.0.0' } as const;
const pci = 'PCI DSS 4.0.1';

const rotated = `Access keys are rotated every ${MOST_DAYS} days or less`;
const byAge = `Of each key that a daily report shows enabled, its age on that day, by the creation date that IAM gives: an exception where that is more than ${MOST_DAYS} days.`;
const mapped = 'AWS Security Hub maps IAM.3 to this requirement.';

/** In the order in which they are shown. */
const asked: readonly Asked[] = [
  { standard: cis['5.0.0'], number: '1.13', title: rotated, howTested: byAge, find: keysOf() },
  { standard: cis['7.0.0'], number: '2.12', title: rotated, howTested: byAge, find: keysOf() },
  {
    ...{ standard: 'AWS Security Hub', number: 'IAM.3', title: rotated, howTested: byAge },
    find: keysOf(),
  },
  {
    ...{ standard: pci, number: '8.3.9' },
    title: `Secrets that people sign in with are changed every ${MOST_DAYS} days: access keys of people`,
    howTested: `${byAge} All keys but those of users with the tag type=machine. ${mapped}`,
    find: keysOf('people'),
  },
  {
    ...{ standard: pci, number: '8.6.3' },
    title: `Secrets of applications and systems are changed periodically: access keys of machines, every ${MOST_DAYS} days`,
    howTested: `${byAge} The keys of users with the tag type=machine. ${mapped}`,
    find: keysOf('machines'),
  },
  ...ofRules(['one-key', 'unused', 'mfa', 'root', 'self-management']),
];

export function judgeControls(tested: Tested): readonly Control[] {
  return asked.map(({ find, ...control }) => {
    const { hasUnseen = false, ...found } = find(tested);
    return { ...control, verdict: verdictOf(found, tested.hasGaps || hasUnseen), ...found };
  });
}

function verdictOf({ looks, exceptions }: Found, hasGaps: boolean): Control['verdict'] {
  if (exceptions > 0) return 'exceptions';
  if (looks === 0) return 'not tested';
  return hasGaps ? 'incomplete' : 'pass';
}

function keysOf(...whose: readonly (keyof Tested['tooOld'])[]): Asked['find'] {
  const all = whose.length > 0 ? whose : (['people', 'machines'] as const);
  const sum = (of: (whose: keyof Tested['tooOld']) => number) =>
    all.reduce((total, each) => total + of(each), 0);
  return ({ looks, tooOld }) => ({
    looks: sum((each) => looks[each]),
    exceptions: sum((each) => tooOld[each].exceptions),
    exempt: sum((each) => tooOld[each].exempt),
  });
}

/** What the daily reports themselves judge, and have the benchmark's number of. */
function ofRules(rules: readonly RuleName[]): readonly Asked[] {
  return rules.flatMap((rule) => {
    const { title, cis: numbers } = rulesInShort[rule];
    return Object.entries(numbers ?? {}).map(([version, number]: [string, string]): Asked => ({
      standard: cis[version as keyof typeof cis],
      number,
      title,
      howTested: `Each daily report judges its rule “${title}”, of every user that it has read: an exception is who breaks it on some day.`,
      find: ({ ofRules, reportsOfRule }) => {
        const { broken = 0, unseen = 0 } = ofRules.get(rule) ?? {};
        const looks = reportsOfRule.get(rule) ?? 0;
        return { looks, exceptions: broken, exempt: 0, hasUnseen: unseen > 0 };
      },
    }));
  });
}
