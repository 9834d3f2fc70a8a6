import type { HttpResponse } from '@smithy/core/protocols';

/** Who answered is not AWS: a page for a person, such as a proxy's or a sign-in's. */
export class NotOfAws extends Error {
  override readonly name = 'NotOfAws';

  constructor(status: number) {
    super(`a page came in place of an answer of AWS (HTTP ${status})`);
  }
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

/**
 * A client of IAM or STS, which takes no page for an answer. What these speak is XML, and the SDK reads a page as an
 * answer without anything in it: an account would have no users, and a user no keys. JSON that is none is an error
 * anyway.
 */
export function onlyAws<Client extends { readonly middlewareStack: object }>(
  client: Client,
): Client {
  (client.middlewareStack as Stack).add(
    (next) => async (args) => {
      const result = await next(args);
      const { statusCode, headers } = result.response as HttpResponse;
      const type = headers['content-type'] ?? '';
      // What failed at AWS's own gates may come as a page, too, and is worth another try.
      if (type.startsWith('text/html') && statusCode < 500) throw new NotOfAws(statusCode);
      return result;
    },
    { step: 'deserialize', priority: 'low', name: 'onlyAws' },
  );
  return client;
}
