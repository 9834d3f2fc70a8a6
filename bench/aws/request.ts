import type { IncomingMessage, ServerResponse } from 'node:http';

/** One call of an AWS API, whatever its protocol. */
export interface AwsRequest {
  /** As in endpoints and policies: `iam`, `sts`, `dynamodb`, `sqs`, `s3`. */
  readonly service: string;
  readonly action: string;
  /** The access key that signed it; '' where nobody did. */
  readonly accessKeyId: string;
  readonly body: string;
  readonly http: IncomingMessage;
}

export interface AwsResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const SIGNATURE = /Credential=([^/]+)\/\d+\/[^/]*\/([^/]+)\/aws4_request/;

/** Reads a request whole: Query's action is in its body, JSON's in a header, S3's in the query that the SDK adds. */
export async function readRequest(http: IncomingMessage): Promise<AwsRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of http) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  const [, accessKeyId = '', service = ''] = SIGNATURE.exec(http.headers.authorization ?? '') ?? [];
  const target = http.headers['x-amz-target'];
  const action =
    typeof target === 'string'
      ? target.slice(target.lastIndexOf('.') + 1)
      : actionOf(service === 's3' ? http.url : body, http);
  return { service, action, accessKeyId, body, http };
}

function actionOf(where: string | undefined, { method, url }: IncomingMessage): string {
  const [, named] = /[?&](?:x-id|Action)=(\w+)/.exec(`&${where}`) ?? [];
  return named ?? `${method} ${url?.split('?')[0]}`;
}

export function writeResponse(response: ServerResponse, { status, headers, body }: AwsResponse) {
  response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
