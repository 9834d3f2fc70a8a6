import { z } from 'zod';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { aboutUser, key, maker } from './fields';
import { teamNews, type NoticeTraits } from './notice-traits';
import { by } from './words';

const schema = z.object({
  kind: z.literal('key-created'),
  ...aboutUser,
  key,
  maker: maker.optional(),
});

/** Somebody has made a key. */
export const keyCreated = {
  schema,
  id: (keyId: string) => `key/${keyId}/created`,
  traits: {
    version: 1,
    ...teamNews,
    maker: {
      call: () => 'CreateAccessKey',
      isMissing: ({ maker }) => !maker,
      filled: (notice, maker) => ({ ...notice, maker }),
    },
    credential: ({ key }) => accessKeyRef(key.id),
    name: ({ owner, key }) =>
      `news that ${accessKey.name(key.id)} of ${owner.userName} was created`,
    deed: ({ maker }) => `the team was told that the key was made${by(maker)}`,
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
