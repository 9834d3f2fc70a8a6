import { z } from 'zod';

export const reportKeyUseSchema = z.object({
  /** ISO 8601, in UTC. */
  at: z.iso.datetime(),
  daysAgo: z.number().int(),
  service: z.string().optional(),
  region: z.string().optional(),
});

/** What the tags say of an exemption beside its end; each is absent where they don't. */
export const exemptionSchema = z.object({
  /** Why, and who allowed it, as somebody wrote it. */
  reason: z.string().optional(),
  approvedBy: z.string().optional(),
});
