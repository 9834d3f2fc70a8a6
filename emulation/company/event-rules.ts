import {
  EventBridgeClient,
  ListRulesCommand,
  ListTargetsByRuleCommand,
} from '@aws-sdk/client-eventbridge';
import type { Moto } from '../moto/start';
import { awsOf, type Place } from './aws-of';

/** An enabled rule of a bus: what it waits for, and the ARNs of where it sends that. */
export interface EventRule {
  readonly pattern: unknown;
  readonly targets: readonly string[];
}

export async function rulesOf(
  moto: Moto,
  bus: Place & { readonly name: string },
): Promise<readonly EventRule[]> {
  const client = new EventBridgeClient(await awsOf(moto, bus));
  const { Rules = [] } = await client.send(new ListRulesCommand({ EventBusName: bus.name }));
  const waiting = Rules.filter(({ EventPattern, State }) => EventPattern && State === 'ENABLED');
  return Promise.all(
    waiting.map(async ({ Name, EventPattern = '' }) => {
      const { Targets = [] } = await client.send(
        new ListTargetsByRuleCommand({ Rule: Name, EventBusName: bus.name }),
      );
      return {
        pattern: JSON.parse(EventPattern) as unknown,
        targets: Targets.flatMap(({ Arn }) => (Arn ? [Arn] : [])),
      };
    }),
  );
}

/** Where a bus with these rules sends an event. */
export function targetsOf(rules: readonly EventRule[], event: object): readonly string[] {
  return rules.flatMap(({ pattern, targets }) => (matches(pattern, event) ? targets : []));
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
