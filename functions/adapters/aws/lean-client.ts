import {
  createHash,
  createHmac,
  createSecretKey,
  type Hash,
  type Hmac,
  type KeyObject,
} from 'node:crypto';

type Bytes = string | ArrayBuffer | ArrayBufferView;

/** The keys that requests are signed with: the SDK keeps each for a day, as the same bytes. */
const keys = new WeakMap<ArrayBufferView, KeyObject>();

/**
 * SHA-256 as the SDK's clients take it, which sign every request with two of it: its own has Node look at the bytes of
 * the key anew each time, for a fifth of what signing takes.
 */
export class Sha256 {
  #hash: Hash | Hmac;

  /** @param secret absent: a hash; else a keyed one, an HMAC */
  constructor(private readonly secret?: Bytes) {
    this.#hash = begin(secret);
  }

  update(data: Uint8Array): void {
    this.#hash.update(data);
  }

  digest(): Promise<Uint8Array> {
    return Promise.resolve(new Uint8Array(this.#hash.digest()));
  }

  reset(): void {
    this.#hash = begin(this.secret);
  }
}

function begin(secret: Bytes | undefined): Hash | Hmac {
  return secret === undefined ? createHash('sha256') : createHmac('sha256', keyOf(secret));
}

function keyOf(secret: Bytes): string | KeyObject {
  if (typeof secret === 'string') return secret;
  if (!ArrayBuffer.isView(secret)) return createSecretKey(new Uint8Array(secret));
  const known = keys.get(secret) ?? createSecretKey(bytesOf(secret));
  keys.set(secret, known);
  return known;
}

function bytesOf({ buffer, byteOffset, byteLength }: ArrayBufferView): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength);
}

/** The part of every client's middleware stack that is needed here; each has it in types of its own. */
interface Stack {
  remove(name: string): boolean;
}

/**
 * A client without what costs each call some time for nothing: the SDK would copy whatever is asked and answered for a
 * log that nobody keeps.
 */
export function leanClient<Client extends { readonly middlewareStack: object }>(
  client: Client,
): Client {
  (client.middlewareStack as Stack).remove('loggerMiddleware');
  return client;
}
