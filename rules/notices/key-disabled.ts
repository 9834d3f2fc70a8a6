import { z } from 'zod';
import { daysOld } from '../counted';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { aboutUser, key, maker } from './fields';
import type { NoticeTraits } from './notice-traits';

const schema = z.object({
  kind: z.literal('key-disabled'),
  ...aboutUser,
  key,
  cause: z.enum(['age', 'second-key', 're-enabled']),
  /** It was enabled again before anybody could be told, and the rules leave it so. */
  isEnabledAgain: z.boolean().optional(),
  /** Who had enabled it again, where that is so or is the cause, and CloudTrail knows. */
  reenabledBy: maker.optional(),
});
type KeyDisabled = z.infer<typeof schema>;

/** Keyturn has disabled a key. */
export const keyDisabled = {
  schema,
  id: (keyId: string, on: string) => `key/${keyId}/disabled/${on}`,
  traits: {
    version: 1,
    to: 'owner',
    isOwnersNews: true,
    warns: false,
    tells: 'deed',
    maker: {
      call: () => 'UpdateAccessKey',
      isMissing: ({ cause, isEnabledAgain, reenabledBy }) =>
        (cause === 're-enabled' || isEnabledAgain === true) && !reenabledBy,
      filled: (notice, reenabledBy) => ({ ...notice, reenabledBy }),
    },
    credential: ({ key }) => accessKeyRef(key.id),
    name: ({ owner, key }) =>
      `notice to ${owner.userName} that ${accessKey.name(key.id)} is disabled`,
    deed: (notice) => `disabled: ${causeOf(notice)}`,
  } satisfies NoticeTraits<KeyDisabled>,
};

function causeOf({ cause, key }: KeyDisabled): string {
  switch (cause) {
    case 'age':
      return `it was ${daysOld(key.age)}`;
    case 'second-key':
      return 'a newer key was enabled beside it';
    case 're-enabled':
      return 'somebody had enabled it again';
  }
}
