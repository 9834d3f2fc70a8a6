import { changes, type Change } from './changes';
import { typeOf, type Registered } from './registered';

/** What people, other accounts or the monitor's memory hang on: made anew, it is not what it was. */
const precious: ReadonlySet<string> = new Set([
  'aws:cloudtrail/trail:Trail',
  // Replaced, all accounts of an organization would be without the audit role for a while.
  'aws:cloudformation/stackSet:StackSet',
  'aws:cloudformation/stackSetInstance:StackSetInstance',
  // The other accounts' rules name it.
  'aws:cloudwatch/eventBus:EventBus',
  'aws:cloudwatch/logGroup:LogGroup',
  'aws:dynamodb/table:Table',
  'aws:iam/group:Group',
  'aws:iam/role:Role',
  'aws:iam/user:User',
  // What is encrypted with it goes with it.
  'aws:kms/key:Key',
  'aws:s3/bucket:Bucket',
  'aws:secretsmanager/secret:Secret',
  // Who gets the alarms by e-mail would have to confirm it again.
  'aws:sns/topic:Topic',
  'aws:sqs/queue:Queue',
]);

/**
 * What no upgrade may do to a company whose config stays as it is: replace, rename or delete one of these, or take
 * its protection away.
 */
export function surprises(
  before: readonly Registered[],
  after: readonly Registered[],
): readonly Change[] {
  return changes(before, after).filter(
    ({ kind, now }) => kind !== 'new' && kind !== 'updated' && precious.has(typeOf(now)),
  );
}
