import { z } from 'zod';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { counted } from '../counted';
import { instant, warning } from './fields';
import type { NoticeTraits } from './notice-traits';

const schema = z.object({
  kind: z.literal('key-unused'),
  ...warning,
  /** When the key was last used, made, changed or enabled again. */
  since: instant,
  /** For so many whole days nobody has used it, as far as that is known. */
  unusedDays: z.number().int(),
});

/** Nobody uses an engineer's key, and it will be disabled. */
export const keyUnused = {
  schema,
  id: (keyId: string) => `key/${keyId}/unused`,
  traits: {
    version: 1,
    to: 'owner',
    isOwnersNews: true,
    warns: true,
    tells: 'task',
    credential: ({ key }) => accessKeyRef(key.id),
    name: ({ owner, key }) =>
      `notice to ${owner.userName} that nobody uses ${accessKey.name(key.id)}`,
    deed: ({ unusedDays }) =>
      `reminded that nobody has used the key for ${counted(unusedDays, 'day')}`,
    forecast: {
      event: 'remind',
      until: ({ stopsOn }) => `it stops on ${stopsOn}, unless somebody uses it before`,
    },
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
