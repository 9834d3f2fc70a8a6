import type {
  AdvancedEventSelector,
  EventSelector,
  GetEventSelectorsCommandOutput,
  Trail,
} from '@aws-sdk/client-cloudtrail';

/** A trail as CloudTrail describes it in the region of IAM's events. */
export interface FoundTrail {
  readonly trail: Trail;
  readonly isLogging: boolean;
  readonly selectors: Pick<
    GetEventSelectorsCommandOutput,
    'EventSelectors' | 'AdvancedEventSelectors'
  >;
}

/** Why EventBridge gets no events of keys by this trail; undefined where it does. */
export function whyUseless({ trail, isLogging, selectors }: FoundTrail): string | undefined {
  if (!isLogging) return 'it is stopped';
  if (trail.IncludeGlobalServiceEvents === false)
    return 'it leaves out global services, such as IAM';
  const { EventSelectors = [], AdvancedEventSelectors = [] } = selectors;
  const hasNone = EventSelectors.length + AdvancedEventSelectors.length === 0;
  const logs =
    hasNone || EventSelectors.some(logsWrites) || AdvancedEventSelectors.some(logsIamWrites);
  return logs ? undefined : 'it does not log management events that write';
}

/** What is not said is so: a trail that was just made logs all management events. */
function logsWrites({ IncludeManagementEvents = true, ReadWriteType = 'All' }: EventSelector) {
  return IncludeManagementEvents && ReadWriteType !== 'ReadOnly';
}

/** All fields of a selector hold at once, and any of a field's values. */
function logsIamWrites({ FieldSelectors = [] }: AdvancedEventSelector): boolean {
  const isOfManagement = FieldSelectors.some(
    ({ Field, Equals = [] }) => Field === 'eventCategory' && Equals.includes('Management'),
  );
  const leavesWrites = FieldSelectors.every(
    ({ Field, Equals, NotEquals = [] }) =>
      Field !== 'readOnly' || ((Equals?.includes('false') ?? true) && !NotEquals.includes('false')),
  );
  const leavesIam = FieldSelectors.every(
    ({ Field, Equals, NotEquals = [] }) =>
      Field !== 'eventSource' || ((Equals?.includes(IAM) ?? true) && !NotEquals.includes(IAM)),
  );
  return isOfManagement && leavesWrites && leavesIam;
}

const IAM = 'iam.amazonaws.com';
