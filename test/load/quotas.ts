/** What AWS allows, and where it says so. Of what can be raised it is the default. */
export const quotas = {
  /** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: input or output of a state. */
  stateBytes: 256 * 1024,
  /** Ibid.: events in a standard execution's history. */
  historyEvents: 25_000,
  /** Ibid.: children of a Distributed Map at a time. */
  mapConcurrency: 10_000,
  /** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: seconds of a function. */
  functionSeconds: 900,
  /** Ibid.: executions at a time in an account and region. */
  functionsAtATime: 1_000,
  /** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html: STS calls a second. */
  stsPerSecond: 600,
  /** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html: units a second of a partition. */
  partitionWriteUnits: 1_000,
  /** https://docs.aws.amazon.com/AmazonS3/latest/userguide/optimizing-performance.html: PUTs a second of a prefix. */
  s3PutsPerSecond: 3_500,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/quotas-fifo.html: calls a second of an action. */
  fifoCallsPerSecond: 300,
  /** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/avoid-backlog-with-the-same-message-group-id.html: beyond so many messages SQS looks for no other group. */
  fifoBacklog: 120_000,
} as const;
export type Quota = keyof typeof quotas;

/** The most that was seen of each. */
export class QuotasSeen {
  readonly #most = new Map<Quota, number>();

  see(quota: Quota, value: number): void {
    this.#most.set(quota, Math.max(value, this.#most.get(quota) ?? 0));
  }

  get most(): ReadonlyMap<Quota, number> {
    return this.#most;
  }

  /** What is over, a line each. */
  get exceeded(): readonly string[] {
    return [...this.#most]
      .filter(([quota, value]) => value > quotas[quota])
      .map(([quota, value]) => `${quota}: ${Math.ceil(value)}, and AWS allows ${quotas[quota]}`);
  }
}
