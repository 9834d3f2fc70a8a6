import { z } from 'zod';
import { daysOld } from '../counted';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { aboutUser, key } from './fields';
import type { NoticeTraits } from './notice-traits';
import { RECENT_DAYS, recentUses } from './recent-uses';

const schema = z.object({
  kind: z.literal('machine-key-old'),
  ...aboutUser,
  key,
  stage: z.number().int(),
  ...recentUses,
});

/** A machine's key grows old; it is never disabled. */
export const machineKeyOld = {
  schema,
  id: (keyId: string, stage: number | '') => `key/${keyId}/machine-${stage}`,
  traits: {
    version: 1,
    to: 'owner',
    // A machine may have nobody of its own: then it is the team's.
    isOwnersNews: false,
    warns: false,
    tells: 'task',
    recentUses: {
      days: RECENT_DAYS,
      key: ({ key }) => key,
      filled: (notice, uses) => ({ ...notice, recentUses: uses }),
    },
    credential: ({ key }) => accessKeyRef(key.id),
    name: ({ owner, key }) => `notice about ${accessKey.name(key.id)} of machine ${owner.userName}`,
    deed: ({ key }) => `reminded that the machine's key is ${daysOld(key.age)}`,
    forecast: { event: 'remind', until: () => 'never disabled' },
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
