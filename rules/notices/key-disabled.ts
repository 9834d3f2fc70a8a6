import { z } from 'zod';
import { daysOld } from '../counted';
import { accessKey } from '../credentials/access-key';
import { accessKeyRef } from '../credentials/credential';
import { aboutUser, key, reporter, waysInstead } from './fields';
import type { NoticeTraits } from './notice-traits';
import { lacksReenabler, reenabling } from './reenabling';

const schema = z.object({
  kind: z.literal('key-disabled'),
  ...aboutUser,
  key,
  cause: z.enum(['age', 'second-key', 'unused', 'moved', 're-enabled', 'reported']),
  /** Of the cause `reported`. */
  reportedBy: reporter.optional(),
  /** Of the cause `moved`: those of which one must still be open for it. */
  ...waysInstead,
  ...reenabling,
});
type KeyDisabled = z.infer<typeof schema>;

/** The first version of the shape that has it, of causes that came later. */
const versionsOfCauses: Readonly<Partial<Record<KeyDisabled['cause'], number>>> = {
  unused: 2,
  reported: 3,
  moved: 4,
};

/** Keyturn has disabled a key. */
export const keyDisabled = {
  schema,
  id: (keyId: string, on: string) => `key/${keyId}/disabled/${on}`,
  /** On the same day its age may have disabled it before. `press`: the id of what was pressed. */
  idOfReported: (keyId: string, press: string) => `key/${keyId}/reported/${press}`,
  traits: {
    // A version before them can't read the causes of later ones, and reads the others.
    version: 4,
    versionOf: ({ cause }) => versionsOfCauses[cause] ?? 1,
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

function causeOf({ cause, key, reportedBy }: KeyDisabled): string {
  switch (cause) {
    case 'age':
      return `it was ${daysOld(key.age)}`;
    case 'second-key':
      return 'a newer key was enabled beside it';
    case 'unused':
      return 'nobody had used it';
    case 'moved':
      return 'its owner has another way in';
    case 're-enabled':
      return 'somebody had enabled it again';
    case 'reported':
      return reportedBy?.as === 'responder'
        ? 'a responder wanted it gone'
        : 'its owner said that it was not theirs';
  }
}
