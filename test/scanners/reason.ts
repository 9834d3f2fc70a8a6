import type { Scanner } from './finding';

/** What a finding is grouped by: what makes it vanish, or why nothing does. */
export const groups = {
  kmsKey: 'Vanishes with `keyturn:kmsKeyArn` or `keyturn:createKmsKey`',
  accessLogBucket: 'Vanishes with `keyturn:accessLogBucket`',
  tracing: 'Vanishes with `keyturn:tracing`',
  reservedConcurrency: 'Vanishes with `keyturn:reservedConcurrency`',
  codeSigning: 'Vanishes with `codeSigningConfigArn` of the component KeyMonitor',
  company: "The company's own affair",
  otherwise: 'Done in another way, which the scanner does not look at',
  purpose: 'What Keyturn is for',
  trail:
    'Only where `keyturn:createTrail` makes a trail: off by default, for accounts that have none',
  impossible: 'Not possible, or of no use here',
} as const;
export type Group = keyof typeof groups;

/** The groups whose findings are gone where everything is switched on. */
export const mending: readonly Group[] = [
  'kmsKey',
  'accessLogBucket',
  'tracing',
  'reservedConcurrency',
  'codeSigning',
];

/** Why a check may fail on resources of ours. */
export interface Reason {
  readonly scanner: Scanner;
  readonly check: string;
  /** The resources' logical names; `*` stands for any part of one. */
  readonly on: readonly string[];
  readonly group: Group;
  /** In Markdown, for who asks: one or two sentences. */
  readonly why: string;
  /** AWS Security Hub's controls that ask the same, where the scanner does not say so itself. */
  readonly securityHub?: readonly string[];
}
