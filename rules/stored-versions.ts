import { z } from 'zod';
import { noticeVersions, traitsOf } from './notices';
import type { QueueMessage } from './notices/team-copies';

/**
 * The shapes of what is stored and queued, by number: an item's attribute `v`, a message's field `v`. What was
 * written before there were numbers has none and is of 1. A new kind, and a field that an older version may leave
 * out, keep the number: readers pass unknown kinds by and leave unknown fields out. What an older version would
 * misread gets the next number, and the older version then passes it by too: so a roll-back is safe.
 */
export const storedVersions = {
  account: 1,
  credential: 1,
  notice: 1,
  finding: 1,
  run: 1,
  person: 1,
  move: 1,
} as const;
export type StoredThing = keyof typeof storedVersions;

/** The same of what the queue carries. A notice, in the ledger too, has its kind's number: `version` of its traits. */
export const messageVersions: Readonly<Record<QueueMessage['kind'], number>> = {
  ...noticeVersions,
  'private-message': 1,
  'team-copies': 1,
  'press-answer': 1,
  'show-answer': 1,
  'home-view': 1,
};

const numbered = z.object({ v: z.unknown().optional() });

/** Whether an item of the ledger's table was written by a version that knows more of such a thing than this one. */
export function isNewer(thing: StoredThing, item: object): boolean {
  const { v = 1 } = numbered.parse(item);
  return !isAtMost(storedVersions[thing], v);
}

/** A number that is none is no older version's either. */
function isAtMost(known: number, v: unknown): boolean {
  return typeof v === 'number' && v <= known;
}

/** What this version can't read of a message or a notice: the kind as it stands there, and the number of its shape. */
export interface NewerKind {
  readonly kind: string;
  readonly version: string;
}

const kindOfAny = numbered.extend({ kind: z.string().min(1) });

/** Answers where the message, or the notice in the ledger, is of a kind or a shape that this version does not know. */
export function newerKindOf(value: unknown): NewerKind | undefined {
  const { data } = kindOfAny.safeParse(value);
  if (data === undefined) return undefined;
  const { kind, v = 1 } = data;
  const known = Object.hasOwn(messageVersions, kind)
    ? messageVersions[kind as QueueMessage['kind']]
    : 0;
  return isAtMost(known, v) ? undefined : { kind, version: String(v) };
}

function versionOf(message: QueueMessage): number {
  switch (message.kind) {
    case 'private-message':
    case 'team-copies':
    case 'press-answer':
    case 'show-answer':
    case 'home-view':
    case 'daily-summary':
      return messageVersions[message.kind];
    default:
      return traitsOf(message).versionOf?.(message) ?? messageVersions[message.kind];
  }
}

/** The message with its number, and its notice with its own. */
export function numberedMessage(message: QueueMessage): QueueMessage & { readonly v: number } {
  const v = versionOf(message);
  return message.kind === 'private-message'
    ? { ...message, v, notice: numberedMessage(message.notice) as typeof message.notice }
    : { ...message, v };
}
