import { roleArnPattern } from './formats';

/** The partitions that are supported. */
export const partitions = ['aws', 'aws-cn', 'aws-us-gov'] as const;
export type Partition = (typeof partitions)[number];

/** The parts of `arn:partition:service:region:accountId:resource`. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  /** Empty for services without regions, such as IAM. */
  readonly region: string;
  /** Empty where the resource's name says it all. */
  readonly accountId: string;
  readonly resource: string;
}

/** Writes an ARN. Every ARN is written here, so that none misses a part. */
export function buildArn({
  partition,
  service,
  region = '',
  accountId = '',
  resource,
}: Pick<Arn, 'partition' | 'service' | 'resource'> & Partial<Arn>): string {
  return ['arn', partition, service, region, accountId, resource].join(':');
}

/** Reads an ARN; undefined where the text is none. */
export function parseArn(text: string): Arn | undefined {
  const [prefix, partition, service, region, accountId, ...resource] = text.split(':');
  if (prefix !== 'arn' || !partition || !service || region === undefined) return undefined;
  if (accountId === undefined || resource.join('') === '') return undefined;
  return { partition, service, region, accountId, resource: resource.join(':') };
}

/** Where an account is: ARNs of IAM need no more. */
export interface Home {
  readonly partition: string;
  readonly accountId: string;
}

/** The ARN of a thing of IAM, such as `role/keyturn-audit` or `root`. */
export function iamArn({ partition, accountId }: Home, resource: string): string {
  return buildArn({ partition, service: 'iam', accountId, resource });
}

/** The role's account and partition; undefined where it is no exact ARN of a role. */
export function homeOfRole(arn: string): Home | undefined {
  return roleArnPattern.test(arn) ? parseArn(arn) : undefined;
}

const starts: readonly [string, Partition][] = [
  ['cn-', 'aws-cn'],
  ['us-gov-', 'aws-us-gov'],
];
/** Partitions that are not supported: an ARN with `aws` would be wrong there. */
const otherPartitions = /^(us-isob?|us-isof|eu-isoe|eusc)-/;

/**
 * The partition of a region: Lambda tells its functions the region alone.
 * @throws RangeError for what is no region, or one of a partition that is not supported.
 */
export function partitionOfRegion(region: string): Partition {
  if (!/^[a-z]{2,4}(-[a-z]+)+-\d+$/.test(region) || otherPartitions.test(region))
    throw new RangeError(
      `${JSON.stringify(region)} is no region of the partitions ${partitions.join(', ')}`,
    );
  return starts.find(([start]) => region.startsWith(start))?.[1] ?? 'aws';
}

/** Whether it is a region of the partition: of what it does not know IAM says N/A, or aws-global. */
export function isRegionIn(partition: Partition, region: string): boolean {
  try {
    return partitionOfRegion(region) === partition;
  } catch {
    return false;
  }
}

const iamRegions: Record<Partition, string> = {
  aws: 'us-east-1',
  'aws-cn': 'cn-north-1',
  'aws-us-gov': 'us-gov-west-1',
};

/** The one region of a partition to which IAM's CloudTrail events come, and in which they can be looked up. */
export function iamEventsRegion(partition: Partition): string {
  return iamRegions[partition];
}

/** @throws RangeError */
export function asPartition(text: string): Partition {
  const known = partitions.find((each) => each === text);
  if (known) return known;
  throw new RangeError(
    `${JSON.stringify(text)} is none of the partitions ${partitions.join(', ')}`,
  );
}
