import { z } from 'zod';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { aboutUser, key, maker } from './fields';
import type { NoticeTraits } from './notice-traits';

const schema = z.object({
  kind: z.literal('key-question'),
  ...aboutUser,
  key,
  maker: maker.optional(),
  /** The first time, or once more as nobody has answered. */
  asked: z.union([z.literal(1), z.literal(2)]),
});

/** Whether its owner has made a new key: they alone know, and they alone are asked. */
export const keyQuestion = {
  schema,
  id: (keyId: string, asked: z.infer<typeof schema>['asked']) => `key/${keyId}/question/${asked}`,
  traits: {
    version: 1,
    to: 'owner-alone',
    isOwnersNews: true,
    warns: false,
    tells: 'task',
    maker: {
      call: () => 'CreateAccessKey',
      isMissing: ({ maker }) => !maker,
      filled: (notice, maker) => ({ ...notice, maker }),
    },
    credential: ({ key }) => accessKeyRef(key.id),
    name: ({ owner, key }) =>
      `question to ${owner.userName} whether they made ${accessKey.name(key.id)}`,
    deed: ({ asked }) =>
      `its owner was asked${asked === 1 ? '' : ' once more'} whether they made the key`,
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
