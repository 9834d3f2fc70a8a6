import { z } from 'zod';
import { daysOld } from '../counted';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { waysInstead, warning } from './fields';
import type { NoticeTraits } from './notice-traits';
import { RECENT_DAYS, recentUses } from './recent-uses';

const schema = z.object({
  kind: z.literal('key-reminder'),
  ...warning,
  /** The reminder's age in days: 76, 81, 86. */
  stage: z.number().int(),
  ...recentUses,
  /** The user's other key, which is off and takes the second of two places: a rotation fails until it is deleted. */
  deadKeyId: z.string().min(4).optional(),
  ...waysInstead,
});

/** An engineer's key grows old. */
export const keyReminder = {
  schema,
  id: (keyId: string, stage: number | '') => `key/${keyId}/reminder-${stage}`,
  traits: {
    version: 1,
    to: 'owner',
    isOwnersNews: true,
    warns: true,
    tells: 'task',
    recentUses: {
      days: RECENT_DAYS,
      key: ({ key }) => key,
      filled: (notice, uses) => ({ ...notice, recentUses: uses }),
    },
    credential: ({ key }) => accessKeyRef(key.id),
    name: ({ owner, key }) => `reminder to ${owner.userName} about ${accessKey.name(key.id)}`,
    deed: ({ key }) => `reminded that the key is ${daysOld(key.age)}`,
    forecast: { event: 'remind', until: ({ stopsOn }) => `it stops on ${stopsOn}` },
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
