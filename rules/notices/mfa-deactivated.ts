import { z } from 'zod';
import { aboutUser, maker } from './fields';
import { teamNews, type NoticeTraits } from './notice-traits';
import { by } from './words';

const schema = z.object({
  kind: z.literal('mfa-deactivated'),
  ...aboutUser,
  /** The device's ARN, or what is printed on it. */
  serialNumber: z.string(),
  maker,
});

/** Somebody has taken an MFA device off a user. Only CloudTrail's events tell of it. */
export const mfaDeactivated = {
  schema,
  id: (eventId: string) => `mfa/${eventId}/deactivated`,
  traits: {
    version: 1,
    ...teamNews,
    credential: () => undefined,
    name: ({ owner }) => `news that an MFA device of ${owner.userName} was deactivated`,
    deed: ({ maker }) => `the team was told that an MFA device was deactivated${by(maker)}`,
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
