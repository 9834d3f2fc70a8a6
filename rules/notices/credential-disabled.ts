import { z } from 'zod';
import { daysOld } from '../counted';
import { credentialTraits, nameOf } from '../credentials';
import { aboutUser, credential } from './fields';
import type { NoticeTraits } from './notice-traits';
import { lacksReenabler, reenabling } from './reenabling';

const schema = z.object({
  kind: z.literal('credential-disabled'),
  ...aboutUser,
  credential,
  cause: z.enum(['age', 're-enabled']),
  ...reenabling,
});
type CredentialDisabled = z.infer<typeof schema>;

/** Keyturn has disabled a credential other than a key. */
export const credentialDisabled = {
  schema,
  id: (credentialId: string, on: string) => `credential/${credentialId}/disabled/${on}`,
  traits: {
    version: 1,
    to: 'owner',
    isOwnersNews: true,
    warns: false,
    tells: 'deed',
    maker: {
      call: ({ credential: { kind } }) => credentialTraits[kind].statusCall.name,
      isMissing: (notice) => lacksReenabler(notice),
      filled: (notice, reenabledBy) => ({ ...notice, reenabledBy }),
    },
    credential: ({ credential: { kind, id } }) => ({ kind, id }),
    name: ({ owner, credential: ref }) =>
      `notice to ${owner.userName} that ${nameOf(ref)} is disabled`,
    deed: ({ cause, credential: ref }) =>
      `${nameOf(ref)} disabled: ${cause === 'age' ? `it was ${daysOld(ref.age)}` : 'somebody had enabled it again'}`,
  } satisfies NoticeTraits<CredentialDisabled>,
};
