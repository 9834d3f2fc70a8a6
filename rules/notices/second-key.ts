import { z } from 'zod';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { key, warning } from './fields';
import type { NoticeTraits } from './notice-traits';

const schema = z.object({
  kind: z.literal('second-key'),
  ...warning,
  /** The newer of the two enabled keys; `key` is the older, which will be disabled. */
  newer: key,
});

/** An engineer has two enabled keys. */
export const secondKey = {
  schema,
  id: (olderId: string, newerId: string) => `key/${olderId}/second-key/${newerId}`,
  traits: {
    version: 1,
    to: 'owner',
    isOwnersNews: true,
    warns: true,
    tells: 'task',
    credential: ({ key }) => accessKeyRef(key.id),
    name: ({ owner, key }) =>
      `notice to ${owner.userName} to finish the rotation of ${accessKey.name(key.id)}`,
    deed: () => 'reminded that two keys are enabled',
    forecast: { event: 'remind', until: ({ stopsOn }) => `it stops on ${stopsOn}` },
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
