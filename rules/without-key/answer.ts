/** Whether somebody could do without their access keys: what it looks like, never more than an advice. */
export const withoutKeyVerdicts = ['could', 'machine', 'not-known'] as const;
export type WithoutKeyVerdict = (typeof withoutKeyVerdicts)[number];

/** Why, in the order in which they are asked: the first that fits is the answer. */
export const withoutKeyReasons = [
  /** The tag `type` says so. */
  'tagged-machine',
  /** Which keys there are could not be seen. */
  'keys-not-seen',
  /** The key is off, and nothing has used it of late. */
  'off',
  /** It is off, and something used it until a short while ago. */
  'off-of-late',
  /** When it was last used could not be seen. */
  'last-use-not-seen',
  /** It never was, for long enough. */
  'never-used',
  /** Nor for a quarter of a year and more. */
  'unused',
  /** It never was, and is too young for that to say something. */
  'young',
  /** It is in use, and CloudTrail was not asked. */
  'not-asked',
  /** A program that says that it runs where nobody sits. */
  'unattended',
  /** Without a pause in which people sleep. */
  'round-the-clock',
  /** At the same time on many days. */
  'by-the-clock',
  /** CloudTrail could not be asked everywhere. */
  'not-answered',
  /** More calls than were read. */
  'too-many-calls',
  /** CloudTrail has none of its uses: they were of data, or elsewhere. */
  'not-in-trail',
  /** The last use that IAM knows is not among the calls. */
  'last-use-elsewhere',
  /** Some calls are such as people and machines make. */
  'unclear',
  /** Only sessions and roles were asked for, by a person. */
  'sts-alone',
  /** All calls come from where a person sits. */
  'persons-programs',
] as const;
export type WithoutKeyReason = (typeof withoutKeyReasons)[number];

/** Of one key. */
export interface KeyAnswer {
  readonly verdict: WithoutKeyVerdict;
  readonly reason: WithoutKeyReason;
  /** Without the key's name. */
  readonly text: string;
}
