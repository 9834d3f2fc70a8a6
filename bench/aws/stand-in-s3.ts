import type { AwsRequest, AwsResponse } from './request';

/** Only what a run reads again is worth the memory: a run's parts, and the daily reports that the next one goes on with. */
const READ_AGAIN = /^\/[^/]+\/(parts\/|reports\/[^/]+\/[^/]+\.json$)/;

/** One bucket, or several: objects by their path. */
export class StandInS3 {
  readonly #objects = new Map<string, string>();
  readonly #bytes = new Map<string, number>();

  /** Bytes of every object that was put, by its path. */
  get bytes(): ReadonlyMap<string, number> {
    return this.#bytes;
  }

  answer({ action, body, http }: AwsRequest): AwsResponse | undefined {
    const { pathname: path, searchParams } = new URL(http.url ?? '/', 'http://127.0.0.1');
    if (searchParams.get('list-type') === '2') return this.#listing(path, searchParams);
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

  /** ListObjectsV2, of which the functions want the folders alone. */
  #listing(bucket: string, asked: URLSearchParams): AwsResponse {
    const [prefix, after] = [asked.get('prefix') ?? '', asked.get('start-after') ?? ''];
    const start = `${bucket.replace(/\/$/, '')}/`;
    const folders = new Set<string>();
    for (const path of this.#bytes.keys()) {
      const key = path.slice(start.length);
      const end = key.indexOf('/', prefix.length);
      if (path.startsWith(start) && key.startsWith(prefix) && key > after && end > 0)
        folders.add(key.slice(0, end + 1));
    }
    const found = [...folders].sort();
    const listed = found.map((each) => `<CommonPrefixes><Prefix>${each}</Prefix></CommonPrefixes>`);
    return {
      status: 200,
      headers: { 'content-type': 'application/xml' },
      body: `<ListBucketResult><IsTruncated>false</IsTruncated>${listed.join('')}</ListBucketResult>`,
    };
  }
}

const noSuchKey: AwsResponse = {
  status: 404,
  headers: { 'content-type': 'application/xml' },
  body: '<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>',
};
