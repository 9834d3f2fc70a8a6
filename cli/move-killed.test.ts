import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { TestProject } from '../stacks/testing/project';
import { exitCodes } from './exit-codes';
import { OWN } from './testing/company';
import { Keyturn } from './testing/keyturn';
import { MovingCompany, projectOf } from './testing/moving-company';

const engineers = `engineers:
  ben: { slackId: U0BEN000000, access: [key, sign-in] } # on the old laptop
`;
const force = ['--force', '--reason', 'left the old laptop'];

describe('keyturn move between the ledger and the file', () => {
  let keyturn: Keyturn;
  let company: MovingCompany;
  let project: TestProject;
  let proxy: Server;
  /** What happens once the ledger has been written, before the command hears of it. */
  let onWritten: () => void;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(
    async () =>
      (company = await MovingCompany.open([{ name: 'ben', access: 'key+sign-in', keys: [40] }])),
  );
  after(() => company.stop());
  before(async () => {
    proxy = createServer((asked, answer) => {
      const { method, headers, url = '/' } = asked;
      const target = new URL(url, company.moto.url);
      const onward = request(target, { method, headers }, (answered) => {
        const isWrite = String(headers['x-amz-target']).endsWith('.UpdateItem');
        if (isWrite) onWritten();
        answer.writeHead(answered.statusCode ?? 500, answered.headers);
        answered.pipe(answer);
      });
      onward.on('error', () => answer.destroy());
      asked.pipe(onward);
    });
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  });
  after(() => {
    proxy.closeAllConnections();
    proxy.close();
  });
  beforeEach(() => (project = projectOf(engineers)));
  afterEach(() => project.remove());

  const file = () => path.join(project.folder, 'stacks', 'engineers.yaml');
  const text = () => readFileSync(file(), 'utf8');
  const args = (...more: readonly string[]) => [
    'move',
    'ben',
    ...more,
    '--project',
    project.folder,
  ];
  const env = () => {
    const { port } = proxy.address() as AddressInfo;
    return { ...company.env, AWS_ENDPOINT_URL_DYNAMODB: `http://127.0.0.1:${port}` };
  };
  const forced = async () =>
    (await company.ledger.load(OWN)).moves.get(company.ids.get('ben') ?? '')?.forced;

  it('is killed, and the next run is right', async () => {
    const child = spawn(process.execPath, [keyturn.file, ...args(...force)], {
      env: { PATH: process.env['PATH'] ?? '', HOME: keyturn.folder, ...env() },
      stdio: 'ignore',
    });
    onWritten = () => void child.kill('SIGKILL');
    const signal = await new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
    assert.equal(signal, 'SIGKILL');
    assert.equal(text(), engineers, 'nothing is closed');
    assert.deepEqual(readdirSync(path.dirname(file())), ['engineers.yaml']);
    const first = await forced();
    assert.equal(first?.reason, 'left the old laptop');
    // Whoever does not force it by name again closes nothing by what was forced before.
    onWritten = () => undefined;
    const plain = await keyturn.run(args(), { env: env() });
    assert.deepEqual([plain.code, text()], [exitCodes.findings, engineers]);
    assert.match(plain.stderr, /closing was forced before, and is not done: --force again does it/);
    const again = await keyturn.run(args(...force), { env: env() });
    assert.deepEqual([again.code, again.stderr], [exitCodes.fine, '']);
    assert.equal(text(), engineers.replace('[key, sign-in]', '[sign-in]'));
    const second = await forced();
    assert.ok(second && second.at >= first.at);
    const back = await keyturn.run(args('--back'), { env: env() });
    assert.deepEqual([back.code, text()], [exitCodes.fine, engineers]);
  });

  it('leaves the file to whoever has changed it meanwhile', async () => {
    const theirs = `${engineers}  # Somebody new\n  gus: { slackId: U0GUS000000 }\n`;
    onWritten = () => writeFileSync(file(), theirs);
    const { code, stdout, stderr } = await keyturn.run(args(...force), { env: env() });
    assert.deepEqual([code, stdout], [exitCodes.badUse, '']);
    assert.match(stderr, /^keyturn: stacks\/engineers\.yaml was changed by somebody else.*\n$/);
    assert.equal(text(), theirs);
    onWritten = () => undefined;
    const again = await keyturn.run(args(...force), { env: env() });
    assert.equal(again.code, exitCodes.fine);
    assert.equal(text(), theirs.replace('[key, sign-in]', '[sign-in]'));
  });
});
