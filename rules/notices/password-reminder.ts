import { z } from 'zod';
import { daysOld } from '../counted';
import { passwordRef } from '../credentials/credential';
import { aboutUser, date, instant } from './fields';
import { subjectIdOf } from './ids';
import type { NoticeTraits } from './notice-traits';

const schema = z.object({
  kind: z.literal('password-reminder'),
  ...aboutUser,
  age: z.number().int(),
  stage: z.number().int(),
  /** When IAM's own password policy expires it. */
  expiresOn: date,
  /** When the credential report was made that the age is from. */
  asOf: instant.optional(),
});

/** An engineer's console password grows old. */
export const passwordReminder = {
  schema,
  id: (userId: string, changedOn: string, stage: number | '') =>
    `password/${userId}/${changedOn}/reminder-${stage}`,
  traits: {
    version: 1,
    to: 'owner',
    isOwnersNews: true,
    warns: false,
    tells: 'task',
    credential: ({ id }) => passwordRef(subjectIdOf(id)),
    name: ({ owner }) => `reminder to ${owner.userName} about the console password`,
    deed: ({ age }) => `reminded that the console password is ${daysOld(age)}`,
    forecast: {
      event: 'password-reminder',
      until: ({ expiresOn }) => `it expires on ${expiresOn}`,
    },
  } satisfies NoticeTraits<z.infer<typeof schema>>,
};
