import { z } from 'zod';
import { accountIdPattern, iamNamePattern, slackUserIdPattern } from '../formats';
import { maker } from '../notices/fields';
import { BUTTON_VERSION, buttons, pressPatterns, type Action, type ButtonValue } from './press';

const of = (pattern: RegExp) => z.string().regex(pattern);

/** What a button carries. */
export const buttonValueSchema: z.ZodType<ButtonValue> = z.object({
  v: z.literal(BUTTON_VERSION),
  account: of(accountIdPattern),
  user: of(iamNamePattern),
  credential: z.object({ kind: z.literal('access-key'), id: of(pressPatterns.credentialId) }),
  notice: of(pressPatterns.noticeId),
});

const any = {
  id: of(pressPatterns.id),
  at: z.iso.datetime(),
};
const by = z.object({
  id: of(slackUserIdPattern),
  team: of(pressPatterns.team).optional(),
  enterprise: of(pressPatterns.enterprise).optional(),
});

/** What the action queue carries. */
export const actionSchema: z.ZodType<Action> = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('press'),
    ...any,
    by,
    button: z.enum(buttons),
    on: buttonValueSchema,
    message: z.object({
      channel: of(pressPatterns.conversation),
      ts: of(pressPatterns.timeStamp),
    }),
  }),
  z.object({ kind: z.literal('home-opened'), ...any, by }),
  z.object({
    kind: z.literal('key-made'),
    ...any,
    accountId: of(accountIdPattern),
    userName: of(iamNamePattern),
    keyId: of(pressPatterns.credentialId),
    maker: maker.optional(),
  }),
]);
