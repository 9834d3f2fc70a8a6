/** The emulator refused one of its own calls. */
export class MotoError extends Error {
  override readonly name = 'MotoError';

  constructor(
    /** `SignInFailed`, or HTTP's status where the emulator gave none. */
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Makes one of the emulator's own calls, which are beside those of AWS.
 * @throws MotoError
 */
export async function call<Answer = void>(
  url: string,
  method: 'GET' | 'POST',
  path: string,
  body?: Readonly<Record<string, unknown>>,
): Promise<Answer> {
  const response = await fetch(`${url}/_keyturn/${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as Answer;
  const error = response.headers.get('content-type')?.startsWith('application/json')
    ? (JSON.parse(text) as { code: string; message: string })
    : { code: String(response.status), message: text };
  throw new MotoError(error.code, `${method} ${path}: ${error.message}`);
}
