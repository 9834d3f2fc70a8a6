import { z } from 'zod';
import { aboutUser, maker } from './fields';
import { teamNews, type NoticeTraits } from './notice-traits';
import { by } from './words';

const schema = z.object({
  kind: z.literal('console-user-created'),
  ...aboutUser,
  maker,
});

/**
 * A console of AWS has made a user of its own, for an API key that somebody asked it for: `isConsoleUser`. Only
 * CloudTrail's events tell of it.
 */
export const consoleUserCreated = {
  schema,
  /** @param userId AIDA… */
  id: (userId: string) => `user/${userId}/created`,
  traits: {
    version: 1,
    ...teamNews,
    credential: () => undefined,
    name: ({ owner }) => `news that a console made the user ${owner.userName}`,
    deed: ({ maker }) => `the team was told that a console made the user${by(maker)}`,
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
