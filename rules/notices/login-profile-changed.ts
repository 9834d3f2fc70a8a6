import { z } from 'zod';
import { aboutUser, maker } from './fields';
import { teamNews, type NoticeTraits } from './notice-traits';
import { by } from './words';

const schema = z.object({
  kind: z.literal('login-profile-changed'),
  ...aboutUser,
  /** Given to a user who had none, or changed by somebody else. */
  how: z.enum(['created', 'changed']),
  maker,
});

/**
 * Somebody has given a user a console password, or changed another's. IAM calls it a login profile. Only CloudTrail's
 * events tell of it, and do not have the user's id, which the password goes by.
 */
export const loginProfileChanged = {
  schema,
  id: (eventId: string) => `login-profile/${eventId}/changed`,
  traits: {
    version: 1,
    ...teamNews,
    credential: () => undefined,
    name: ({ owner, how }) => `news that the console password of ${owner.userName} was ${how}`,
    deed: ({ how, maker }) => `the team was told that the console password was ${how}${by(maker)}`,
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
