import { z } from 'zod';
import { daysOld } from '../counted';
import { nameOf } from '../credentials';
import { credential, namedDay } from './fields';
import type { NoticeTraits } from './notice-traits';

const schema = z.object({
  kind: z.literal('credential-reminder'),
  ...namedDay,
  credential,
  /** The reminder's age in days: 76, 81, 86. */
  stage: z.number().int(),
});

/** An engineer's credential, other than a key or a password, grows old, and will be disabled. */
export const credentialReminder = {
  schema,
  id: (credentialId: string, stage: number | '') => `credential/${credentialId}/reminder-${stage}`,
  traits: {
    version: 1,
    to: 'owner',
    isOwnersNews: true,
    warns: true,
    tells: 'task',
    credential: ({ credential: { kind, id } }) => ({ kind, id }),
    name: ({ owner, credential: ref }) => `reminder to ${owner.userName} about ${nameOf(ref)}`,
    deed: ({ credential: ref }) => `reminded that ${nameOf(ref)} is ${daysOld(ref.age)}`,
    forecast: { event: 'remind', until: ({ stopsOn }) => `it stops on ${stopsOn}` },
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
