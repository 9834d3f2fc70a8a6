import { z } from 'zod';
import { account, anyNotice, person } from '../notices/fields';

/**
 * What whoever pressed is told, by a message that they alone see, where they pressed. It is data: what is said in which
 * words is for whoever tells it.
 */
export const pressAnswerSchema = z.object({
  kind: z.literal('press-answer'),
  ...anyNotice,
  /** Who pressed, and under which message. */
  to: z.object({ slackId: z.string(), channel: z.string(), ts: z.string() }),
  button: z.enum(['mine', 'not-mine', 'disable-now', 'look-now']),
  /** Absent where the press was of nothing that Keyturn knows. */
  about: z
    .object({
      account,
      userName: z.string(),
      rotateWith: person.shape.rotateWith,
      keyId: z.string(),
      noticeId: z.string(),
    })
    .optional(),
  /**
   * `nothing`: it did nothing; `recorded`: what they said is recorded, and nothing else was done; `disabled`; `failed`: the
   * key was to be disabled and is not, or nobody knows; `looked`.
   */
  outcome: z.enum(['nothing', 'recorded', 'disabled', 'failed', 'looked']),
  /** Why, for programs and in words. */
  code: z.string(),
  text: z.string(),
  /** The Slack ids of those who may, where whoever pressed may not. */
  who: z.array(z.string()).optional(),
  looked: z
    .discriminatedUnion('is', [
      z.object({ is: z.literal('gone') }),
      z.object({ is: z.literal('off'), hasEnabled: z.boolean() }),
      z.object({ is: z.literal('two-enabled'), newerId: z.string() }),
      z.object({ is: z.literal('not-rotated'), deadId: z.string().optional() }),
    ])
    .optional(),
  /** The team must hear it, too: a key is in other hands, and is not disabled by this. */
  tellsTeam: z.boolean(),
});
export type PressAnswer = z.infer<typeof pressAnswerSchema>;

/** Of the same press however often it is done, so that it is told once. */
export function pressAnswerId(pressId: string): string {
  return `press/${pressId}`;
}

/**
 * Under which id it is recorded that the answer was told. Of a key of which nobody knew whether it is off, the same press
 * may be answered once more, that it is.
 */
export function toldAnswerId({ id, outcome }: Pick<PressAnswer, 'id' | 'outcome'>): string {
  return `${id}/${outcome}`;
}

/**
 * Under which id it is recorded that the team was told: that the same person came to the same with a key, once a day,
 * however often they press. They are told of each; the team's channel takes a message a second, and has others to take.
 */
export function toldTeamId({
  about: { keyId },
  to: { slackId },
  button,
  outcome,
  code,
  plannedAt,
}: Pick<PressAnswer, 'to' | 'button' | 'outcome' | 'code' | 'plannedAt'> & {
  readonly about: Pick<NonNullable<PressAnswer['about']>, 'keyId'>;
}): string {
  return pressAnswerId([keyId, slackId, button, outcome, code, plannedAt.slice(0, 10)].join('/'));
}

/** Whether it is an answer that is recorded under this id: no run tells it, the queue alone does. */
export function isToldAnswerId(id: string): boolean {
  return id.startsWith(pressAnswerId(''));
}
