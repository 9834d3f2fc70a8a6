import { z } from 'zod';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { otherWay, warning } from './fields';
import type { NoticeTraits } from './notice-traits';
import { TRAIL_DAYS, recentUses } from './recent-uses';

const schema = z.object({
  kind: z.literal('key-closing'),
  ...warning,
  ...recentUses,
  /** The other ways in that are open to its owner. */
  ways: z.array(otherWay),
  /** How the one that they are to use was proved; `forced`: somebody closed `key` by name without. */
  proof: z.enum(['seen', 'said', 'forced']),
});

/** `key` is closed to an engineer who has another way in, and their key will be disabled. */
export const keyClosing = {
  schema,
  id: (keyId: string) => `key/${keyId}/closing`,
  traits: {
    version: 1,
    to: 'owner',
    isOwnersNews: true,
    warns: true,
    tells: 'task',
    credential: ({ key }) => accessKeyRef(key.id),
    recentUses: {
      // Before `key` is closed its owner's keys were quiet for about as long as reminders look back.
      days: TRAIL_DAYS,
      key: ({ key }) => key,
      filled: (notice, uses) => ({ ...notice, recentUses: uses }),
    },
    name: ({ owner, key }) =>
      `notice to ${owner.userName} that ${accessKey.name(key.id)} stops since they have another way in`,
    deed: () => 'told that the key stops, since its owner has another way in',
    forecast: {
      event: 'remind',
      until: ({ stopsOn }) => `it stops on ${stopsOn}, unless access keys are open to them again`,
    },
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
