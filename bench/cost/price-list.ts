import { z } from 'zod';
import list from './prices.json';

const priceSchema = z.strictObject({
  /** For `per` of the unit. */
  usd: z.number().positive(),
  per: z.number().int().positive(),
  unit: z.string().min(1),
  /** AWS's own page; what it shows is filled in by a script, by region. */
  publishedAt: z.url({ protocol: /^https$/, hostname: /^aws\.amazon\.com$/ }),
  /** Where the figure was read, and the month that this source bears. */
  readIn: z.url({ protocol: /^https$/ }),
  dated: z.union([z.literal('undated'), z.string().regex(/^20\d\d-(0[1-9]|1[0-2])$/)]),
});
export type Price = z.infer<typeof priceSchema>;

const names = [
  'lambdaRequest',
  'lambdaGbSecond',
  'stateTransition',
  'dynamoDbRead',
  'dynamoDbWrite',
  'dynamoDbGbMonth',
  'dynamoDbRecoveryGbMonth',
  'kmsKey',
  'kmsRequest',
  'sqsFifoRequest',
  's3Put',
  's3Get',
  's3GbMonth',
  'logGb',
  'logGbMonth',
  'metric',
  'alarm',
  'secret',
  'secretRequest',
  'eventBridgeEvent',
  'schedulerInvocation',
] as const;
export type PriceName = (typeof names)[number];

/** AWS's list prices of one region: no free tier, no discount, no tax. */
export const priceListSchema = z.strictObject({
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/),
  currency: z.literal('USD'),
  readOn: z.iso.date(),
  prices: z.record(z.enum(names), priceSchema),
});
export type PriceList = z.infer<typeof priceListSchema>;

/** @throws ZodError that names the field of prices.json that is wrong */
export function readPriceList(): PriceList {
  return priceListSchema.parse(list);
}
