import { signatureOf } from '../../emulation/slack/requests/sign';
import { eventOf, form, home, inForm, press, seconds, secret, type UrlEvent } from './requests';

/** What a receiver makes of a request. */
export type Verdict = 'takes' | 'refuses';

/** A request, with what both make of it; where they differ, why ours is the stricter one. */
export interface Case {
  readonly what: string;
  readonly event: UrlEvent;
  readonly bolt: Verdict;
  readonly ours: Verdict;
  readonly because?: string;
}

const both = (verdict: Verdict, what: string, event: UrlEvent): Case => ({
  what,
  event,
  bolt: verdict,
  ours: verdict,
});
const stricter = (what: string, event: UrlEvent, because: string): Case => ({
  what,
  event,
  bolt: 'takes',
  ours: 'refuses',
  because,
});

const json = 'application/json';
const pressBody = inForm(press);
const homeBody = JSON.stringify(home);
const challenge = JSON.stringify({ type: 'url_verification', token: 't', challenge: '3eZbrw1a' });
const at = (late: number) => String(seconds - late);
const signedAs = (version: string) => {
  const hash = signatureOf(secret, String(seconds), pressBody).slice('v0='.length);
  return { headers: { 'x-slack-signature': `${version}=${hash}` } };
};

export const cases: readonly Case[] = [
  both('takes', 'a press', eventOf({ body: pressBody })),
  both('takes', 'a press in Base64', eventOf({ body: pressBody, isBase64: true })),
  both('takes', 'a home that was opened', eventOf({ body: homeBody, type: json })),
  both('takes', 'a home in Base64', eventOf({ body: homeBody, type: json, isBase64: true })),
  both('takes', 'a challenge', eventOf({ body: challenge, type: json })),
  both(
    'takes',
    'JSON with other letters than those of English',
    eventOf({ body: JSON.stringify({ ...home, more: 'Ünder 🔑' }), type: json }),
  ),
  both('takes', 'what is 300 seconds late', eventOf({ body: pressBody, timestamp: at(300) })),
  both('takes', 'what is 300 seconds early', eventOf({ body: pressBody, timestamp: at(-300) })),
  both(
    'takes',
    'headers in large letters',
    eventOf({
      body: pressBody,
      headers: {
        'x-slack-signature': undefined,
        'X-Slack-Signature': signatureOf(secret, String(seconds), pressBody),
      },
    }),
  ),
  both(
    'takes',
    'a view that was submitted',
    eventOf({ body: inForm({ ...press, type: 'view_submission', view: { callback_id: 'x' } }) }),
  ),

  both('refuses', 'what is 301 seconds late', eventOf({ body: pressBody, timestamp: at(301) })),
  both(
    'refuses',
    'another secret',
    eventOf({ body: pressBody, secret: 'another-secret-of-nobody' }),
  ),
  both('refuses', 'a byte more', eventOf({ body: pressBody, sent: `${pressBody} ` })),
  both('refuses', 'a byte less', eventOf({ body: pressBody, sent: pressBody.slice(0, -1) })),
  both(
    'refuses',
    'another spelling of the same form',
    eventOf({ body: pressBody, sent: pressBody.replaceAll('%22', '"') }),
  ),
  both(
    'refuses',
    'another time than was signed',
    eventOf({ body: pressBody, headers: { 'x-slack-request-timestamp': at(1) } }),
  ),
  both(
    'refuses',
    'no signature',
    eventOf({ body: pressBody, headers: { 'x-slack-signature': undefined } }),
  ),
  both(
    'refuses',
    'no time',
    eventOf({ body: pressBody, headers: { 'x-slack-request-timestamp': undefined } }),
  ),
  both(
    'refuses',
    'a time that is none',
    eventOf({ body: pressBody, headers: { 'x-slack-request-timestamp': 'soon' } }),
  ),
  both(
    'refuses',
    'an empty signature',
    eventOf({ body: pressBody, headers: { 'x-slack-signature': 'v0=' } }),
  ),
  both(
    'refuses',
    'a signature of another version',
    eventOf({ body: pressBody, ...signedAs('v1') }),
  ),
  both('refuses', 'JSON that is none', eventOf({ body: 'payload=%7B' })),
  both('refuses', 'an event that is no JSON', eventOf({ body: '{', type: json })),

  stricter(
    'what is 301 seconds early',
    eventOf({ body: pressBody, timestamp: at(-301) }),
    'who has a request of the future could keep it for as long; Bolt looks at the past alone',
  ),
  stricter(
    'a check of the certificate, unsigned',
    eventOf({ body: 'ssl_check=1', headers: { 'x-slack-signature': undefined } }),
    'nobody unsigned is answered; Slack asks so of commands, which there are none of',
  ),
  stricter(
    'a version that nobody has defined, which was signed itself',
    eventOf({
      body: pressBody,
      headers: {
        'x-slack-signature': signatureOf(secret, String(seconds), pressBody, 'v9'),
      },
    }),
    'Bolt signs with whatever version the request names',
  ),
  stricter(
    'a time with a zero before it, which was signed without',
    eventOf({
      body: pressBody,
      headers: { 'x-slack-request-timestamp': `0${seconds}` },
    }),
    'what was signed is what was sent; Bolt signs the number',
  ),
  stricter(
    'a signature with something after it',
    eventOf({
      body: pressBody,
      headers: {
        'x-slack-signature': `${signatureOf(secret, String(seconds), pressBody)}=more`,
      },
    }),
    'Bolt takes the second part of whatever is between signs of equality',
  ),
  stricter(
    'another app’s, with our secret',
    eventOf({ body: inForm({ ...press, api_app_id: 'A0SOMEBODYS' }) }),
    'Bolt leaves it to the app',
  ),
  stricter(
    'more than 64 KB',
    eventOf({ body: inForm({ ...press, more: 'x'.repeat(64 * 1024) }) }),
    'Bolt has no limit of its own',
  ),
  stricter('another method', eventOf({ body: pressBody, method: 'PUT' }), 'Bolt asks for none'),
  stricter(
    'two payloads',
    eventOf({ body: `${pressBody}&payload=%7B%7D`, type: form }),
    'which of them is meant nobody can know; Bolt reads the form as an event of no kind',
  ),
  {
    what: 'Base64 of JSON with other letters than those of English',
    event: eventOf({
      body: JSON.stringify({ ...home, more: 'Ünder' }),
      type: json,
      isBase64: true,
    }),
    bolt: 'refuses',
    ours: 'takes',
    because: 'Slack signs bytes; Bolt takes the eighth bit from each and finds the signature wrong',
  },
];
