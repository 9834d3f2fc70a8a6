import { InMemoryActionQueue } from '../../functions/in-memory/action-queue';
import { InMemorySigningSecret } from '../../functions/in-memory/signing-secret';
import { answer } from '../../functions/slack-in/answer';
import { SecretsAtHand } from '../../functions/slack-in/secrets-at-hand';
import { Seen } from '../../functions/slack-in/seen';
import type { Verdict } from './cases';
import { now, secret, type UrlEvent } from './requests';

/** What `slack-in` makes of a request. */
export async function ourVerdict(event: UrlEvent): Promise<Verdict> {
  const world = {
    secrets: new SecretsAtHand(new InMemorySigningSecret(secret)),
    queue: new InMemoryActionQueue(),
    seen: new Seen(),
    appId: 'A0EMULATED0',
  };
  const { kind } = await answer(event, world, now);
  return kind === 'refused' ? 'refuses' : 'takes';
}
