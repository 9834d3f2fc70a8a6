import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import type { Moto } from '../moto/start';
import { awsOf, type Place } from './aws-of';

/** Where an event bus sends one event: the targets' ARNs of the enabled rules that it matches. */
export async function targetsOf(
  moto: Moto,
  bus: Place & { readonly name: string },
  event: object,
): Promise<readonly string[]> {
  const client = new EventBridgeClient(await awsOf(moto, bus));
  const { Rules = [] } = await client.send(new ListRulesCommand({ EventBusName: bus.name }));
  const matching = Rules.filter(
    ({ EventPattern, State }) =>
      EventPattern && State === 'ENABLED' && matches(JSON.parse(EventPattern), event),
  );
  const targets = await Promise.all(
    matching.map(({ Name }) =>
      client.send(new ListTargetsByRuleCommand({ Rule: Name, EventBusName: bus.name })),
    ),
  );
  return targets.flatMap(({ Targets = [] }) => Targets.flatMap(({ Arn }) => (Arn ? [Arn] : [])));
}

/** EventBridge's patterns as far as exact values and `exists` go; anything else is refused rather than guessed. */
export function matches(pattern: unknown, value: unknown): boolean {
  if (Array.isArray(pattern)) return pattern.some((each) => matchesOne(each, value));
  if (typeof pattern !== 'object' || pattern === null) return false;
  return Object.entries(pattern).every(([field, inner]) =>
    matches(inner, isObject(value) ? value[field] : undefined),
  );
}

function matchesOne(wanted: unknown, value: unknown): boolean {
  if (typeof wanted === 'string') return value === wanted;
  if (isObject(wanted) && typeof wanted['exists'] === 'boolean')
    return wanted['exists'] === (value !== undefined);
  throw new Error(`the emulation knows no such event pattern: ${JSON.stringify(wanted)}`);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
