/** As Prowler has them; Checkov tells severities only to those who have an account with its makers. */
export const severities = ['critical', 'high', 'medium', 'low', 'informational'] as const;
export type Severity = (typeof severities)[number];

export type Scanner = 'Prowler' | 'Checkov';

/** What a scanner says of one resource. */
export interface Finding {
  readonly scanner: Scanner;
  /** Its own id of the check, such as `sqs_queues_not_publicly_accessible` or `CKV_AWS_18`. */
  readonly check: string;
  readonly title: string;
  readonly severity?: Severity;
  /** MANUAL: it says itself that it can't tell. */
  readonly status: 'PASS' | 'FAIL' | 'MANUAL';
  /** The stack whose account it is in. */
  readonly stack: string;
  /** As the scanner names it: an ARN, or an address in a plan. */
  readonly resource: string;
  /** The logical name of the resource that the stack's program registered; undefined for what is not ours. */
  readonly ours?: string;
  /** AWS Security Hub's controls, as the scanner's own mapping has them. */
  readonly securityHub?: readonly string[];
}
