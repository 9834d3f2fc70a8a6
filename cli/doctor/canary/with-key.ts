import { withoutKeyIds } from '../../../functions/without-key-ids';
import { isRefusal } from '../../rotate/aws';
import { fine, notKnown, wrong, type Finding } from '../finding';
import type { CanaryKey, CanaryUser } from './canary-user';
import { inTime } from './wait-for';

const page = 'docs/doctor.md#the-canary';
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What came of making and deleting a key; the key, where one was made and is gone. */
export interface Made {
  readonly findings: readonly Finding[];
  readonly key?: CanaryKey;
  /** When it was asked for, by performance.now(). */
  readonly since: number;
  readonly stop: Stop;
}

/** Ctrl-C and its like end the waiting, not the process: there is a key to delete, and something to say. */
export class Stop {
  readonly #controller = new AbortController();
  readonly #onSignal = () => this.#controller.abort();

  constructor() {
    for (const each of signals) process.on(each, this.#onSignal);
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** From now on a signal ends the process again. */
  end(): void {
    for (const each of signals) process.removeListener(each, this.#onSignal);
  }
}

/** Makes a key and deletes it, whatever happens between: a signal, an error, an answer that is lost. */
export async function withKey(user: CanaryUser, accountId: string): Promise<Made> {
  const stop = new Stop();
  const since = performance.now();
  const subject = { what: 'canary-key', id: user.name };
  let key: CanaryKey | undefined;
  try {
    key = await user.makeKey();
    const madeAfter = performance.now() - since;
    await user.deleteKey(key);
    const goneAfter = performance.now() - since;
    const found = `made after ${inTime(madeAfter)}, and deleted after ${inTime(goneAfter)}`;
    return { findings: [fine(subject, found)], key, since, stop };
  } catch (error) {
    stop.end();
    const finding = key
      ? leftOver(subject, user, accountId, key, error)
      : notMade(subject, user, accountId, error);
    return { findings: [finding], since, stop };
  }
}

function notMade(
  subject: { readonly what: string; readonly id: string },
  user: CanaryUser,
  accountId: string,
  error: unknown,
): Finding {
  const why = inWords(error);
  if (isRefusal(error))
    return notKnown(subject, `no key was made in account ${accountId} (${why})`, {
      todo: 'let these credentials iam:CreateAccessKey, iam:DeleteAccessKey and iam:ListAccessKeys of that user',
      page,
    });
  return wrong(subject, `whether a key was made in account ${accountId} is not known (${why})`, {
    todo: `look, and delete it: aws iam list-access-keys --user-name ${user.name}`,
    page,
  });
}

/** Only a person can help now: they need the whole id, which is no secret. */
function leftOver(
  subject: { readonly what: string; readonly id: string },
  user: CanaryUser,
  accountId: string,
  { id }: CanaryKey,
  error: unknown,
): Finding {
  const found = `the key that was made in account ${accountId} could not be deleted (${inWords(error)})`;
  return wrong(subject, found, {
    todo: `delete it: aws iam delete-access-key --user-name ${user.name} --access-key-id ${id}`,
    page,
  });
}

function inWords(error: unknown): string {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  return withoutKeyIds(`${name}: ${message}`);
}
