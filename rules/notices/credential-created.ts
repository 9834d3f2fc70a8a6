import { z } from 'zod';
import { nameOf } from '../credentials';
import { aboutUser, credential, instant, maker } from './fields';
import { teamNews, type NoticeTraits } from './notice-traits';
import { by } from './words';

const schema = z.object({
  kind: z.literal('credential-created'),
  ...aboutUser,
  credential: credential.pick({ kind: true, id: true }),
  /** Made or uploaded; given another secret, which only a service-specific one is; or enabled, that was off. */
  how: z.enum(['created', 'reset', 'enabled']),
  /** `bedrock.amazonaws.com`, where it is of one and the call says so. */
  service: z.string().optional(),
  /** When it ends, where the call says so. */
  endsAt: instant.optional(),
  /** Whether the call says that it never ends. */
  neverEnds: z.boolean(),
  maker,
});
type CredentialCreated = z.infer<typeof schema>;

/**
 * Somebody has made a credential other than an access key, or has made one work again. Only CloudTrail's events tell of
 * it. A certificate that is uploaded again has the id that it had, so the event's is in the notice's.
 */
export const credentialCreated = {
  schema,
  id: (credentialId: string, how: CredentialCreated['how'], eventId: string) =>
    `credential/${credentialId}/${how}/${eventId}`,
  traits: {
    version: 1,
    ...teamNews,
    credential: ({ credential }) => credential,
    name: ({ owner, credential, how }) =>
      `news that ${nameOf(credential)} of ${owner.userName} ${done[how]}`,
    deed: ({ credential, how, maker }) =>
      `the team was told that ${nameOf(credential)} ${done[how]}${by(maker)}`,
  } satisfies NoticeTraits<CredentialCreated>,
};

const done: Readonly<Record<CredentialCreated['how'], string>> = {
  created: 'was made',
  reset: 'was given another secret',
  enabled: 'was enabled again',
};
