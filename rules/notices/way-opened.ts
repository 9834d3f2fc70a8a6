import { z } from 'zod';
import { newWays, type NewWay } from '../ways-in';
import { aboutUser } from './fields';
import type { NoticeTraits } from './notice-traits';

const schema = z.object({
  kind: z.literal('way-opened'),
  ...aboutUser,
  way: z.enum(newWays),
  /** Of `identity-center`: their user name there. */
  identityCenterName: z.string().optional(),
});

/** Another way in than access keys is open to an engineer. */
export const wayOpened = {
  schema,
  /** @param userId AIDA… */
  id: (userId: string, way: NewWay | '') => `user/${userId}/way/${way}`,
  traits: {
    version: 1,
    to: 'owner',
    isOwnersNews: true,
    warns: false,
    tells: 'task',
    credential: () => undefined,
    name: ({ owner, way }) => `notice to ${owner.userName} that ${way} is open to them`,
    deed: ({ way }) => `told that ${way} is open to them`,
    forecast: {
      event: 'remind',
      until: () => 'they are told once',
    },
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
