import { z } from 'zod';
import { daysOld } from '../counted';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { aboutUser, key } from './fields';
import type { NoticeTraits } from './notice-traits';
import { lacksReenabler, reenabling } from './reenabling';

const schema = z.object({
  kind: z.literal('key-disabled'),
  ...aboutUser,
  key,
  cause: z.enum(['age', 'second-key', 'unused', 're-enabled']),
  ...reenabling,
});
type KeyDisabled = z.infer<typeof schema>;

/** Keyturn has disabled a key. */
export const keyDisabled = {
  schema,
  id: (keyId: string, on: string) => `key/${keyId}/disabled/${on}`,
  traits: {
    // A version before it can't read the cause `unused`, and reads the others.
    version: 2,
    versionOf: ({ cause }) => (cause === 'unused' ? 2 : 1),
    to: 'owner',
    isOwnersNews: true,
    warns: false,
    tells: 'deed',
    maker: {
      call: () => accessKey.statusCall.name,
      isMissing: (notice) => lacksReenabler(notice),
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
    case 'unused':
      return 'nobody had used it';
    case 're-enabled':
      return 'somebody had enabled it again';
  }
}
