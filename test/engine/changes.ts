import type { EngineEvent, Stack } from '@pulumi/pulumi/automation';

/**
 * What an operation does to resources of AWS, one line each, sorted: `update bob-user`. Components and what is
 * left alone don't count.
 */
export type Changes = readonly string[];

export function previewed(stack: Stack): Promise<Changes> {
  return changesOf((onEvent) => stack.preview({ onEvent }));
}

export function upped(stack: Stack): Promise<Changes> {
  return changesOf((onEvent) => stack.up({ onEvent, suppressProgress: true }));
}

export function refreshed(stack: Stack): Promise<Changes> {
  return changesOf((onEvent) => stack.refresh({ onEvent, suppressProgress: true }));
}

export function destroyed(stack: Stack): Promise<Changes> {
  return changesOf((onEvent) => stack.destroy({ onEvent, suppressProgress: true }));
}

/** The different things that changes do: `['create', 'update']`. */
export function kindsOf(changes: Changes): readonly string[] {
  return [...new Set(changes.map((change) => change.split(' ')[0] ?? ''))];
}

/** The URNs of what the state holds, sorted. */
export async function urnsOf(stack: Stack): Promise<readonly string[]> {
  const state = (await stack.exportStack()).deployment as { resources?: { urn: string }[] };
  const { resources = [] } = state;
  return resources.map(({ urn }) => urn).sort();
}

/** What the engine says when it refuses, as a person sees it. */
export async function refusalOf(operation: Promise<unknown>): Promise<string> {
  try {
    await operation;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  throw new Error('the engine did not refuse');
}

async function changesOf(
  operate: (onEvent: (event: EngineEvent) => void) => Promise<unknown>,
): Promise<Changes> {
  const changes: string[] = [];
  await operate(({ resourcePreEvent, resOutputsEvent }) => {
    const metadata = resourcePreEvent?.metadata ?? resOutputsEvent?.metadata;
    if (!metadata || /^(same|read|refresh)$/.test(metadata.op)) return;
    const isComponent = /^(keyturn:|pulumi:pulumi:Stack)/.test(metadata.type);
    if (!isComponent)
      changes.push(`${metadata.op} ${metadata.urn.split('::').slice(3).join('::')}`);
  });
  // An operation is announced before it is done, and again after.
  return [...new Set(changes)].sort();
}
