import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';

const folder = path.join(__dirname, 'aws-answers');

/**
 * Answers as IAM answers on the wire, with values that are nobody's. The shapes are AWS's own: 22 columns, dates with
 * Z, no line after the last row, slots in the order of key ids, errors without a message.
 */
export function answerOfIam(name: string): string {
  return readFileSync(path.join(folder, name), 'utf8');
}

export interface AnsweringIam {
  readonly url: string;
  /** What was called, in order. */
  readonly calls: readonly string[];
  stop(): Promise<void>;
}

/** An IAM that gives those answers, each to its call; the first look at the credential report is too early. */
export async function startAnsweringIam(): Promise<AnsweringIam> {
  const calls: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk: Buffer) => (body += chunk.toString()));
    request.on('end', () => {
      const asked = new URLSearchParams(body);
      calls.push(asked.get('Action') ?? '');
      answer(asked, calls, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(asked: URLSearchParams, calls: readonly string[], response: ServerResponse): void {
  const action = asked.get('Action') ?? '';
  const words = action.replace('SSH', 'Ssh').replaceAll(/(?<=.)([A-Z])/g, '-$1');
  const name = words.toLowerCase();
  const say = (file: string, status = 200) =>
    response.writeHead(status, { 'content-type': 'text/xml' }).end(answerOfIam(file));
  switch (action) {
    case 'GetCredentialReport': {
      if (calls.filter((each) => each === action).length === 1)
        return void say(`${name}.in-progress.xml`, 404);
      const content = Buffer.from(answerOfIam('credential-report.csv')).toString('base64');
      const text = answerOfIam(`${name}.xml`).replace('{the CSV, in base64}', content);
      return void response.writeHead(200, { 'content-type': 'text/xml' }).end(text);
    }
    case 'ListAccessKeys':
    case 'ListUserTags': {
      const user = asked.get('UserName') ?? '';
      return void (user === 'nobody' ? say('no-such-user.xml', 404) : say(`${name}.${user}.xml`));
    }
    case 'GetAccessKeyLastUsed': {
      const isUsed = asked.get('AccessKeyId') === 'AKIAEXAMPLECAROL0001';
      return void say(`${name}.${isUsed ? 'carol' : 'never'}.xml`);
    }
    default:
      return void say(`${name}.xml`);
  }
}
