import type { IncomingMessage } from 'node:http';
import { Refusal } from './refusal';

/** One call of a method, as it came in. */
export interface SlackRequest {
  readonly method: string;
  readonly token: string | undefined;
  /** Arguments of forms are all strings; JSON's are what they are. */
  readonly args: Readonly<Record<string, unknown>>;
}

/**
 * Reads a call in any form that Slack takes: the query of a GET, a form, or JSON with the token in the header.
 * @throws Refusal `invalid_post_type`, `invalid_json`, `json_not_object`
 */
export async function readRequest(incoming: IncomingMessage): Promise<SlackRequest> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const method = url.pathname.replace(/^\/api\//, '');
  const bearer = /^Bearer (.+)$/.exec(incoming.headers.authorization ?? '')?.[1];
  const body = await readBody(incoming);
  const type = (incoming.headers['content-type'] ?? '').split(';')[0]?.trim();
  if (type === 'application/json') return { method, token: bearer, args: parseJson(body) };
  if (body !== '' && type !== 'application/x-www-form-urlencoded')
    throw new Refusal('invalid_post_type');
  const { token = bearer, ...args } = {
    ...Object.fromEntries(url.searchParams),
    ...Object.fromEntries(new URLSearchParams(body)),
  };
  return { method, token, args };
}

async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

function parseJson(body: string): Record<string, unknown> {
  const parsed = tryJson(body);
  if (parsed === undefined) throw new Refusal('invalid_json');
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed))
    throw new Refusal('json_not_object');
  return parsed as Record<string, unknown>;
}

/** The JSON in a text; undefined where it is none. */
export function tryJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
