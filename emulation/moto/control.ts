/** One of the emulator's own calls. Throws with the server's answer if it is not a good one. */
export async function call<Answer = void>(
  url: string,
  method: 'GET' | 'POST',
  path: string,
  body?: Record<string, unknown>,
): Promise<Answer> {
  const response = await fetch(`${url}/_keyturn/${path}`, {
    method,
    ...(body && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  if (!response.ok)
    throw new Error(`${method} /_keyturn/${path}: ${response.status} ${await response.text()}`);
  return (await response.json()) as Answer;
}
