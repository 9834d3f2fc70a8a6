import { z } from 'zod';

const fields = z.record(z.string(), z.unknown()).nullish();

/** What CloudTrail writes of a call to IAM, as far as it is read here; each reader says which calls. */
export const trailRecord = z.object({
  eventID: z.string(),
  eventTime: z.iso.datetime(),
  eventSource: z.literal('iam.amazonaws.com'),
  errorCode: z.string().nullish(),
  userIdentity: z.object({
    arn: z.string().nullish(),
    type: z.string(),
    userName: z.string().nullish(),
  }),
  requestParameters: fields,
  responseElements: fields,
});

export function textIn(found: unknown, name: string): string | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  const value = (found as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
}
