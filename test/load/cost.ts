import { assumptions } from '../../bench/cost/assumptions';
import { readPriceList, type PriceName } from '../../bench/cost/price-list';
import type { DayPlayed } from './accounts/play-company';
import type { StormUse } from './storm/play-storm';

type Quantities = Readonly<Partial<Record<PriceName, number>>>;

/** By AWS's list prices, in USD; Slack costs nothing. */
export function priceOf(used: Quantities): number {
  const { prices } = readPriceList();
  return Object.entries(used).reduce((sum, [name, quantity]) => {
    const { usd, per } = prices[name as PriceName];
    return sum + (quantity / per) * usd;
  }, 0);
}

/** What a storm has used. */
export function usedByStorm({ events, notify, notifySeconds, ...use }: StormUse): Quantities {
  const { keyEventsMemory, keyEventsSeconds, notifyMemory } = assumptions;
  return {
    eventBridgeEvent: events,
    lambdaRequest: events + notify,
    lambdaGbSecond:
      (events * keyEventsSeconds * keyEventsMemory + notifySeconds * notifyMemory) / 1024,
    sqsFifoRequest: use.sqsRequests,
    dynamoDbRead: use.units.read,
    dynamoDbWrite: use.units.write,
    kmsRequest: events + notify,
  };
}

/** What a run has used, without what is stored of it. */
export function usedByRun({ steps, transitions, calls, units }: DayPlayed): Quantities {
  const { monitorMemory, timesSlower, waitingSeconds } = assumptions;
  const all = Object.values(steps);
  const seconds = all.map(
    ({ cpu, invocations }) => (cpu / 1000) * timesSlower + invocations * waitingSeconds,
  );
  const invocations = all.reduce((sum, each) => sum + each.invocations, 0);
  const of = (pattern: RegExp) =>
    Object.entries(calls).reduce((sum, [name, count]) => sum + (pattern.test(name) ? count : 0), 0);
  return {
    lambdaRequest: invocations,
    lambdaGbSecond: (seconds.reduce((sum, each) => sum + each, 0) * monitorMemory) / 1024,
    stateTransition: transitions,
    dynamoDbRead: units.read,
    dynamoDbWrite: units.write,
    kmsRequest: invocations,
    sqsFifoRequest: of(/^sqs:/),
    s3Put: of(/^s3:PutObject$/),
    s3Get: of(/^s3:Get/),
  };
}
