import { z } from 'zod';
import { userNoticeSchema } from '../../../rules/notices';
import { newerKindOf, type NewerKind } from '../../../rules/stored-versions';
import type { Delivery } from '../../../rules/ledger';
import type { DeliveryState } from '../../ports/deliveries';

const instant = z.iso.datetime().transform((text) => new Date(text));
const deliverySchema = z.object({
  at: instant,
  channel: z.string(),
  ts: z.string(),
  inDigest: z.boolean().optional(),
  threadTs: z.string().optional(),
} satisfies EveryField<Delivery>);

/** The schemas of a shape's fields, none left out: one that may be absent would be lost without a word. */
export type EveryField<Shape> = Readonly<Record<keyof Shape, z.ZodType>>;

/** What became of a notice, as its item in the ledger's table holds it. */
export const deliveryStateSchema = z.object({
  notice: userNoticeSchema.optional(),
  owner: z.union([deliverySchema, z.object({ failed: z.string() })]).optional(),
  team: deliverySchema.optional(),
  copy: deliverySchema.optional(),
  toldStopsOn: z.string().optional(),
  answer: z.object({ said: z.enum(['mine', 'not-mine']), by: z.string(), at: instant }).optional(),
  withdrawn: z.string().optional(),
} satisfies EveryField<Omit<DeliveryState, 'newer'>>);

/** A notice's item without the notice itself where that is of a kind, or a shape, that a newer version wrote. */
export function splitNotice<Item extends { readonly notice?: unknown }>(
  item: Item,
): { readonly known: Item; readonly newer?: NewerKind } {
  const newer = newerKindOf(item.notice);
  return newer ? { known: { ...item, notice: undefined }, newer } : { known: item };
}
