import type { Readable } from 'node:stream';

/** Who answered is not AWS: a page for a person, such as a proxy's or a sign-in's, or nothing at all. */
export class NotOfAws extends Error {
  override readonly name = 'NotOfAws';

  constructor(status: number, what: string) {
    super(`${what} came in place of an answer of AWS (HTTP ${status})`);
  }
}

/** As the SDK takes it from Node; a body may also be bytes. */
interface HttpAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  body: Readable | Uint8Array;
}

/** The part of every client's middleware stack that is needed here; each has it in types of its own. */
interface Stack {
  add(
    middleware: (
      next: (args: object) => Promise<{ response: unknown }>,
    ) => (args: object) => Promise<unknown>,
    options: { step: 'deserialize'; priority: 'low'; name: string },
  ): void;
}

const pageType = /^(text\/html|application\/xhtml\+xml)\b/i;
/** What every answer to a call that succeeded begins with: `<ListUsersResponse xmlns="…">`. */
const ofAws = /^\s*(<\?xml[^>]*\?>\s*)?<\w+Response[\s/>]/;
/** Its first bytes are enough to know it by. */
const BEGINNING = 500;

/**
 * A client of IAM or STS, which takes nothing for an answer that is none. What these speak is XML, and the SDK reads
 * any other, and no body at all, as an answer without anything in it: an account would have no users, and a user no
 * keys. Of a call that has no answer but that it is done, such as UpdateAccessKey, it reads none: a key would be
 * taken for disabled. JSON that is none is an error anyway.
 */
export function onlyAws<Client extends { readonly middlewareStack: object }>(
  client: Client,
): Client {
  (client.middlewareStack as Stack).add(
    (next) => async (args) => {
      const result = await next(args);
      await check(result.response as HttpAnswer);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'onlyAws' },
  );
  return client;
}

/** @throws NotOfAws */
async function check(answer: HttpAnswer): Promise<void> {
  const { statusCode, headers } = answer;
  const isPage = pageType.test(headers['content-type'] ?? '');
  // What failed at AWS's own gates may come as a page, too, and is worth another try.
  if (isPage && statusCode < 500) throw new NotOfAws(statusCode, 'a page');
  if (statusCode >= 300) return;
  const body = answer.body instanceof Uint8Array ? answer.body : await bytesOf(answer.body);
  answer.body = body;
  const beginning = new TextDecoder().decode(body.subarray(0, BEGINNING));
  if (!ofAws.test(beginning))
    throw new NotOfAws(statusCode, body.length === 0 ? 'nothing' : 'something else');
}

/** Node's own `buffer` goes by a Blob, which takes as long as all the rest of a small answer. */
function bytesOf(body: Readable): Promise<Uint8Array> {
  const { promise, resolve, reject } = Promise.withResolvers<Uint8Array>();
  const chunks: Uint8Array[] = [];
  body.on('data', (chunk: Uint8Array) => chunks.push(chunk));
  body.on('end', () => resolve(Buffer.concat(chunks)));
  body.on('error', reject);
  // After the end it says nothing new.
  body.on('close', () => reject(new Error('the answer was cut off')));
  return promise;
}
