import { oneLine } from '../text-table';

/** Enough of somebody else's words to know them by; the AWS CLI 1 answers an unknown command with its whole help. */
const MOST_SHOWN = 160;
const OLD_CLI = 'install the AWS CLI 2.32 or newer, and let it be the first on the PATH';

export interface Failure {
  /** One line of at most some 160 characters. */
  readonly why: string;
  /** What mends it, where that is more than to sign in again. */
  readonly todo?: string;
}

const known: readonly (readonly [message: RegExp, failure: Failure])[] = [
  [
    /^Failed to load token from .*\bENOENT\b/s,
    { why: 'nobody has signed in with it here, or not since aws logout' },
  ],
  [
    /^Command failed: aws .*(\baws: .*not found|is not recognized)/s,
    { why: 'the AWS CLI is not on the PATH, and this profile starts it', todo: OLD_CLI },
  ],
  [
    /^Command failed: aws .*Invalid choice/s,
    { why: 'the AWS CLI on the PATH does not know the command of this profile', todo: OLD_CLI },
  ],
];

/** Why the credentials of a profile were not to be had, for a person and in one line. */
export function whyFailed({ name, message }: { name: string; message: string }): Failure {
  const found = known.find(([pattern]) => pattern.test(message));
  if (found) return found[1];
  const whole = oneLine(`${name}: ${message || 'no answer'}`);
  return { why: whole.length > MOST_SHOWN ? `${whole.slice(0, MOST_SHOWN).trimEnd()}…` : whole };
}
