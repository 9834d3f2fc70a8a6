import type { Assumptions } from './assumptions';
import type { PriceList, PriceName } from './price-list';
import type { Usage } from './usage';

/** One price times what is used of it in a month. */
export interface BillLine {
  readonly service: string;
  readonly price: PriceName;
  readonly quantity: number;
  readonly usd: number;
}

const GB = 1e9;
/** DynamoDB reads so much for one unit. */
const READ_UNIT_BYTES = 4096;

/**
 * A month of a company in which an account asks what one of the measured company asks.
 * @param usage of a day, as measured
 */
export function billOf(
  accounts: number,
  usage: Usage,
  { prices }: PriceList,
  given: Assumptions,
): readonly BillLine[] {
  const used = quantitiesOf(accounts, usage, given);
  return Object.entries(used).flatMap(([service, quantities]) =>
    Object.entries(quantities).map(([name, quantity]) => {
      const price = name as PriceName;
      const { usd, per } = prices[price];
      return { service, price, quantity, usd: (quantity / per) * usd };
    }),
  );
}

type Quantities = Readonly<Record<string, Readonly<Partial<Record<PriceName, number>>>>>;

function quantitiesOf(accounts: number, usage: Usage, given: Assumptions): Quantities {
  const { days } = given;
  const times = accounts / usage.accounts;
  const perMonth = times * days;
  const messages = usage.queue.messages * perMonth;
  const events = usage.rotatedEach * given.eventsPerRotation * accounts * days;
  const runs = (accounts + 2) * days;
  const stored = storedBytes(times, usage, given);
  return {
    'AWS Lambda': {
      lambdaRequest: runs + messages + events,
      lambdaGbSecond:
        (given.monitorMemory / 1024) * monitorSeconds(accounts, usage, given) +
        (given.notifyMemory / 1024) * messages * given.notifySeconds +
        (given.keyEventsMemory / 1024) * events * given.keyEventsSeconds,
    },
    'Step Functions': {
      stateTransition: (accounts * given.transitionsPerAccount + given.transitionsPerRun) * days,
    },
    DynamoDB: {
      // The records of notices of earlier days are read with all that is known of an account.
      dynamoDbRead: usage.dynamoDb.readUnits * perMonth + (stored.notices / READ_UNIT_BYTES) * days,
      dynamoDbWrite: usage.dynamoDb.writeUnits * perMonth,
      dynamoDbGbMonth: stored.ledger / GB,
      dynamoDbRecoveryGbMonth: stored.ledger / GB,
    },
    // The ledger's key is AWS's own: at most one request an invocation. The topic's is not.
    KMS: { kmsKey: given.kmsKeysAndRotations, kmsRequest: runs + messages },
    SQS: {
      sqsFifoRequest: usage.queue.sends * perMonth + 2 * messages + given.idleReceivesPerDay * days,
    },
    S3: {
      s3Put: usage.bucket.puts * perMonth,
      s3Get: usage.bucket.gets * perMonth,
      s3GbMonth:
        (times *
          (usage.bucket.partBytes * given.partKeptDays +
            usage.bucket.reportBytes * given.reportKeptDays)) /
        GB,
    },
    CloudWatch: {
      logGb: (stored.logsPerDay * days) / GB,
      logGbMonth: (stored.logsPerDay * given.logKeptDays) / GB,
      metric: given.metrics,
      alarm: given.alarms,
    },
    'Secrets Manager': { secret: given.secrets, secretRequest: given.secretReadsPerDay * days },
    EventBridge: { eventBridgeEvent: events, schedulerInvocation: days },
  };
}

/** Of a month. What the measured company's first and last step do, a larger one's do more often. */
function monitorSeconds(accounts: number, { steps, ...usage }: Usage, given: Assumptions): number {
  const times = accounts / usage.accounts;
  const seconds = ({ milliseconds }: Usage['steps']['list']) =>
    (milliseconds / 1000) * given.timesSlower + given.waitingSeconds;
  const ofRun = times * (seconds(steps.list) + seconds(steps.finish));
  return (ofRun + accounts * seconds(steps.account)) * given.days;
}

/** In a month long after the first, when as much ends as begins. */
function storedBytes(times: number, usage: Usage, given: Assumptions) {
  const { recordBytes, noticeBytes, runBytes } = usage.dynamoDb;
  const { remindedEach, rotatedEach } = usage;
  const keptDays =
    (remindedEach * given.reminderKeptDays + rotatedEach * given.createdKeptDays) /
    (remindedEach + rotatedEach);
  const notices = times * noticeBytes * keptDays;
  const invocations = usage.accounts + 2 + usage.queue.messages;
  const logs =
    usage.logBytes +
    usage.queue.messages * given.logBytesPerMessage +
    invocations * given.logBytesPerInvocation;
  return {
    notices,
    ledger: times * (recordBytes + runBytes * given.runKeptDays) + notices,
    logsPerDay: times * logs,
  };
}

export function totalOf(lines: readonly BillLine[]): number {
  return lines.reduce((sum, { usd }) => sum + usd, 0);
}
