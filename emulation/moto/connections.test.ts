import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { startMoto, type Moto } from './start';

describe('a connection to the emulated AWS', () => {
  let moto: Moto;
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());

  /** All that comes back on one connection, until the server ends it. */
  async function answers(...requests: readonly string[]): Promise<readonly string[]> {
    const socket: Socket = connect(Number(new URL(moto.url).port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write(requests.join(''));
    return (await text(socket)).split('HTTP/1.1 ').slice(1);
  }
  const clock = 'GET /_keyturn/clock HTTP/1.1\r\nHost: localhost\r\n';

  it('stays open until its client wants it closed', async () => {
    const [first, last, ...more] = await answers(
      `${clock}\r\n`,
      `${clock}Connection: close\r\n\r\n`,
    );
    assert.match(first ?? '', /^200 [^]*"now"/);
    assert.doesNotMatch(first ?? '', /Connection: close/);
    assert.match(last ?? '', /^200 [^]*Connection: close[^]*"now"/);
    assert.deepEqual(more, []);
  });

  it('does not take a body that nobody read for the next request', async () => {
    const body = `${clock}\r\n`;
    const unread = `POST /_keyturn/nothing HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const [first, last, ...more] = await answers(unread, `${clock}Connection: close\r\n\r\n`);
    assert.match(first ?? '', /^404 /);
    assert.match(last ?? '', /^200 /);
    assert.deepEqual(more, []);
  });

  it('does not take the chunks of one for it either', async () => {
    const chunks = `5\r\nhello\r\n0\r\n\r\n`;
    const unread = `POST /_keyturn/nothing HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n${chunks}`;
    const [first, last, ...more] = await answers(unread, `${clock}Connection: close\r\n\r\n`);
    assert.match(first ?? '', /^404 /);
    assert.match(last ?? '', /^200 /);
    assert.deepEqual(more, []);
  });

  it('is told to go on before a body that is announced', async () => {
    const announced = `POST /_keyturn/tell-time HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: 12\r\nExpect: 100-continue\r\n\r\n`;
    const socket = connect(Number(new URL(moto.url).port), '127.0.0.1');
    socket.write(announced);
    const [goOn] = (await once(socket, 'data')) as [Buffer];
    assert.match(goOn.toString(), /^HTTP\/1.1 100 /);
    socket.write('{"is": true}');
    assert.match(await text(socket), /HTTP\/1.1 200 /);
  });
});
