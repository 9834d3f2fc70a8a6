import { z } from 'zod';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { aboutUser, maker } from './fields';
import { teamNews, type NoticeTraits } from './notice-traits';
import { by } from './words';

const schema = z.object({
  kind: z.literal('key-reenabled'),
  ...aboutUser,
  keyId: z.string().min(4),
  maker: maker.optional(),
});

/** Somebody has enabled a key that was off. */
export const keyReenabled = {
  schema,
  id: (keyId: string, eventId: string) => `key/${keyId}/reenabled/${eventId}`,
  traits: {
    version: 1,
    ...teamNews,
    credential: ({ keyId }) => accessKeyRef(keyId),
    name: ({ owner, keyId }) =>
      `news that ${accessKey.name(keyId)} of ${owner.userName} was enabled again`,
    deed: ({ maker }) => `the team was told that the key was enabled again${by(maker)}`,
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
