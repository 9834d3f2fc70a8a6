import type { AwsRequest, AwsResponse } from './request';

/** Only what a run reads again is worth the memory. */
const READ_AGAIN = /^\/[^/]+\/parts\//;

/** One bucket, or several: objects by their path. */
export class StandInS3 {
  readonly #objects = new Map<string, string>();
  readonly #bytes = new Map<string, number>();

  /** Bytes of every object that was put, by its path. */
  get bytes(): ReadonlyMap<string, number> {
    return this.#bytes;
  }

  answer({ action, body, http }: AwsRequest): AwsResponse | undefined {
    const path = http.url?.split('?')[0] ?? '';
    switch (action) {
      case 'PutObject':
        this.#bytes.set(path, Buffer.byteLength(body));
        if (READ_AGAIN.test(path)) this.#objects.set(path, body);
        return { status: 200, headers: { etag: '"0"' }, body: '' };
      case 'GetObject': {
        const object = this.#objects.get(path);
        return object === undefined ? noSuchKey : { status: 200, headers: {}, body: object };
      }
    }
    return undefined;
  }
}

const noSuchKey: AwsResponse = {
  status: 404,
  headers: { 'content-type': 'application/xml' },
  body: '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>',
};
