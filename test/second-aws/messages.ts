import type { PostedMessage } from '../../emulation/slack/start';
import { summaryOpening } from '../../demo/summary-opening';
import { teamChannel } from './company';
import type { KeyRing } from './make-people';
import type { Kind } from './people';

/** What somebody was told, as a person reads it in Slack. */
export interface Heard {
  readonly to: string;
  readonly what: Kind;
  /** `ada's key 0` */
  readonly key: string;
  /** `Saturday, 27 March 2027`, where it names a day on which the key stops. */
  readonly stops?: string;
}

/** How each message begins: those of the owner, and those of the team's channel. */
const patterns: readonly (readonly [Kind, RegExp])[] = [
  ['reminder', /^(?:Rotate|Delete) your AWS key …(?<key>\w{4}) in .* before (?<stops>.*?): /],
  ['reminder', /^The AWS key …(?<key>\w{4}) of .* stops on (?<stops>[^.]*)\./],
  [
    'second-key',
    /^Finish rotating .*: delete the older one, …(?<key>\w{4}), before (?<stops>[^.]*)\./,
  ],
  ['second-key', /has two enabled AWS keys .* …(?<key>\w{4}), stops on (?<stops>[^.]*)\./],
  ['disabled', /^Your AWS key …(?<key>\w{4}) in .* (is|was) disabled\b/],
  ['disabled', /^The AWS key …(?<key>\w{4}) of .* was disabled\./],
  ['machine-old', /^The AWS key …(?<key>\w{4}) of the machine user .* is \d+ days old/],
  ['created', /^\W*New AWS key …(?<key>\w{4}) for /],
  ['enabled-again', /^\W*The AWS key …(?<key>\w{4}) of .* was enabled again\./],
];

type Message = Pick<PostedMessage, 'to' | 'text'>;

export function isSummary({ to, text }: Message): boolean {
  return to === teamChannel && summaryOpening.test(text);
}

/** What the message says; the whole of one that is none of those that the story has. */
export function readMessage({ to, text }: Message, ring: Pick<KeyRing, 'nameOf'>): Heard | Message {
  for (const [what, pattern] of patterns) {
    const { key, stops } = pattern.exec(text)?.groups ?? {};
    if (key !== undefined) return { to, what, key: ring.nameOf(key), ...(stops && { stops }) };
  }
  return { to, text };
}
