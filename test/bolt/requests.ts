import { signatureOf } from '../../emulation/slack/requests/sign';
import { blockActions, homeOpened, installation } from '../../emulation/slack/requests/payloads';
import { alice, infra } from '../../emulation/slack/test-workspace';
import { actionIdOf, buttonValue } from '../../rules/presses/press';
import { pressedKey } from '../../functions/testing/slack-messages';

export const secret = 'planted-signing-secret-of-nobody';
export const now = new Date('2026-03-02T09:00:00.700Z');
export const seconds = Math.floor(now.getTime() / 1000);

/** What a Function URL invokes with, as far as either receiver looks at it. */
export interface UrlEvent {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly isBase64Encoded: boolean;
  readonly rawPath: '/';
  readonly requestContext: { readonly http: { readonly method: string } };
}

/** A request with a signature; what it says of itself may be changed after that. */
export interface Parts {
  readonly body: string | Buffer;
  readonly type?: string;
  readonly timestamp?: string;
  readonly secret?: string;
  readonly headers?: Readonly<Record<string, string | undefined>>;
  readonly isBase64?: boolean;
  readonly method?: string;
  /** What comes instead of what was signed. */
  readonly sent?: string;
}

export const form = 'application/x-www-form-urlencoded';
export const inForm = (payload: object) =>
  new URLSearchParams({ payload: JSON.stringify(payload) }).toString();

const message = {
  channel: infra.id,
  ts: `${seconds - 60}.000100`,
  to: infra.id,
  text: 'Ünder & Söhne',
  blocks: [],
  isEdited: false,
};
const button = {
  type: 'button',
  action_id: actionIdOf('not-mine'),
  value: buttonValue(pressedKey),
  text: { type: 'plain_text', text: 'This was not me' },
} as const;

export const press = blockActions(
  message,
  button,
  alice,
  installation,
  `${seconds}.000200`,
  'https://hooks.slack.com/actions/T0EMULATED0/1/nobodys',
);
export const home = homeOpened(alice, installation, `${seconds}.000300`, 'home');

export function eventOf({
  body,
  type = form,
  timestamp = String(seconds),
  secret: signedWith = secret,
  headers = {},
  isBase64 = false,
  method = 'POST',
  sent,
}: Parts): UrlEvent {
  const all: Record<string, string | undefined> = {
    'content-type': type,
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signatureOf(signedWith, timestamp, body),
    ...headers,
  };
  const bytes = Buffer.from(sent ?? body);
  return {
    headers: Object.fromEntries(
      Object.entries(all).filter((each): each is [string, string] => each[1] !== undefined),
    ),
    body: bytes.toString(isBase64 ? 'base64' : 'utf8'),
    isBase64Encoded: isBase64,
    rawPath: '/',
    requestContext: { http: { method } },
  };
}
