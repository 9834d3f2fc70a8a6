import { z } from 'zod';
import { daysOld } from '../counted';
import { nameOf } from '../credentials';
import { aboutUser, credential, date } from './fields';
import type { NoticeTraits } from './notice-traits';

const schema = z.object({
  kind: z.literal('credential-old'),
  ...aboutUser,
  credential,
  /** The age in days that it is told at: of the reminders, or at which it is too old. */
  stage: z.number().int(),
  /** The day on which it ends by itself; absent where it has no end. */
  endsOn: date.optional(),
});

/**
 * A credential other than a key or a password grows old, and Keyturn does not disable it: where a company is only
 * reminded of its kind, where its user is a machine, and where it ends by itself on its day or before.
 */
export const credentialOld = {
  schema,
  id: (credentialId: string, stage: number | '') => `credential/${credentialId}/old-${stage}`,
  traits: {
    version: 1,
    to: 'owner',
    // A machine may have nobody of its own, and nothing is disabled: then it is the team's.
    isOwnersNews: false,
    warns: false,
    tells: 'task',
    credential: ({ credential: { kind, id } }) => ({ kind, id }),
    name: ({ owner, credential: ref }) => `notice about ${nameOf(ref)} of ${owner.userName}`,
    deed: ({ credential: ref }) => `reminded that ${nameOf(ref)} is ${daysOld(ref.age)}`,
    forecast: {
      event: 'remind',
      until: ({ endsOn }) =>
        endsOn === undefined ? 'Keyturn does not disable it' : `it ends by itself on ${endsOn}`,
    },
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
