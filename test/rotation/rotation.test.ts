import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { startMoto, type Moto } from '../../emulation/moto/start';
import { exitCodes } from '../../cli/exit-codes';
import { Keyturn } from '../../cli/testing/keyturn';
import { OwnTerminal } from '../../cli/testing/own-terminal';
import { Dice } from '../killed/dice';
import { Switchboard, type Call } from '../killed/switchboard';
import { play } from './play';
import { WatchedTerminal } from './watched-terminal';

describe('the command’s process while it rotates', () => {
  let keyturn: Keyturn;
  let moto: Moto;
  let switchboard: Switchboard;
  before(async () => (keyturn = await Keyturn.build()));
  after(() => keyturn.remove());
  before(async () => (moto = await startMoto()));
  after(() => moto.stop());
  before(async () => (switchboard = await Switchboard.start({ aws: moto.url, slack: moto.url })));
  after(() => switchboard.stop());

  it('keeps the promises, killed on purpose', async () => {
    const kills: string[] = [];
    for (let story = 0; kills.length < 8; story += 1) {
      const played = await play(moto, switchboard, {
        command: keyturn.file,
        home: keyturn.folder,
        dice: new Dice(`in npm test ${story}`),
        most: 8 - kills.length,
      });
      assert.deepEqual(played.broken, []);
      kills.push(...played.kills);
    }
  });

  describe('keeps them', () => {
    let ada: OwnTerminal;
    let terminal: WatchedTerminal;
    beforeEach(async () => {
      await moto.reset();
      await moto.setClock(new Date());
      ada = await OwnTerminal.open(moto, keyturn.folder);
      ada.write('credentials', `[default]\n${ada.lines()}`);
      ada.write(
        'config',
        `[default]\nmfa_serial = ${ada.device.serialNumber}\n[profile b]\n${ada.lines()}`,
      );
      terminal = new WatchedTerminal(keyturn.file, ada, switchboard);
    });
    afterEach(() => {
      switchboard.answerInstead = () => undefined;
      assert.deepEqual(terminal.broken, []);
    });

    const errorOf = (status: number, code: string) => ({
      status,
      body: `<ErrorResponse><Error><Code>${code}</Code><Message>not now</Message></Error></ErrorResponse>`,
    });
    /** The first calls of that kind are answered so. */
    const answerFirst = (
      count: number,
      isIt: (call: Call) => boolean,
      status: number,
      code: string,
    ) => {
      let left = count;
      switchboard.answerInstead = (call) =>
        isIt(call) && left-- > 0 ? errorOf(status, code) : undefined;
    };
    let isMade = false;
    const afterMaking = (action: string) => (call: Call) => {
      isMade ||= call.action === 'iam CreateAccessKey';
      return isMade && call.action === action;
    };
    beforeEach(() => (isMade = false));

    const late: readonly (readonly [
      what: string,
      count: number,
      isIt: (call: Call) => boolean,
      status: number,
      code: string,
    ])[] = [
      [
        'STS knows the new key late',
        2,
        afterMaking('sts GetCallerIdentity'),
        403,
        'InvalidClientTokenId',
      ],
      [
        'IAM throttles the making',
        1,
        ({ action }) => action === 'iam CreateAccessKey',
        400,
        'Throttling',
      ],
      [
        'IAM throttles the deleting',
        1,
        ({ action }) => action === 'iam DeleteAccessKey',
        400,
        'Throttling',
      ],
      [
        'IAM fails at the list',
        1,
        ({ action }) => action === 'iam ListAccessKeys',
        500,
        'ServiceFailure',
      ],
    ];
    for (const [what, count, isIt, status, code] of late)
      it(`and comes to its end where ${what}`, async () => {
        answerFirst(count, isIt, status, code);
        const ran = await terminal.run([]);
        assert.equal(ran.code, exitCodes.fine, ran.stderr);
        await terminal.finish();
      });

    it('where IAM fails at the making and says nothing, and the next run works', async () => {
      answerFirst(1, ({ action }) => action === 'iam CreateAccessKey', 500, 'ServiceFailure');
      const ran = await terminal.run([]);
      assert.equal(ran.code, exitCodes.noAnswer);
      assert.match(ran.stderr, /ServiceFailure.*Nothing has changed/);
      assert.deepEqual(await ada.keys(), [ada.key.accessKeyId]);
      assert.equal((await terminal.run([])).code, exitCodes.fine);
      await terminal.finish();
    });

    // Its changes of files: a lock, a trial of each file, the journal twice, then the files themselves.
    const full: readonly (readonly [op: string, at: number])[] = [
      ...[1, 2, 3, 4, 5, 6, 7].map((at) => ['writeSync', at] as const),
      ...[1, 2, 3, 4].map((at) => ['renameSync', at] as const),
      ['fsyncSync', 4],
    ];
    for (const [op, at] of full)
      it(`with a disk that is full at ${op} ${at}: nothing is lost, and the next run works`, async () => {
        const { code, stderr } = await terminal.run([], { change: { at, op, then: 'ENOSPC' } });
        assert.equal(code, exitCodes.badUse, stderr);
        assert.match(
          stderr,
          /\.aws\/(credentials|config)\S* can't be written \(no space left\): make room/,
        );
        assert.deepEqual(await ada.keys(), [ada.key.accessKeyId]);
        assert.ok(ada.read('credentials').includes(ada.key.secretAccessKey));
        const again = await terminal.run([]);
        assert.equal(again.code, exitCodes.fine, again.stderr);
        await terminal.finish();
      });

    for (const fate of ['never arrives', 'answer is lost', 'answer is heard'] as const)
      it(`and no prompt shows a key that is gone, killed at its deleting (${fate})`, async () => {
        ada.keepForPrompt();
        const { killedAt } = await terminal.run([], { call: { nth: 11, fate } });
        assert.equal(killedAt, 'iam DeleteAccessKey');
        assert.equal((await terminal.run([])).code, exitCodes.fine);
        await terminal.finish();
      });

    for (const [op, at] of [
      ['writeSync', 8],
      ['renameSync', 5],
    ] as const)
      it(`and rotates where there is no room for what prompts show (${op} ${at})`, async () => {
        ada.keepForPrompt();
        const { code, stderr } = await terminal.run([], { change: { at, op, then: 'ENOSPC' } });
        assert.equal(code, exitCodes.fine, stderr);
        assert.ok(!existsSync(ada.file('credentials.keyturn-status')));
        await terminal.finish();
      });

    it('where another program holds the file for a while', async () => {
      const { code, stderr } = await terminal.run([], {
        change: { at: 3, op: 'renameSync', then: 'EBUSY' },
      });
      assert.equal(code, exitCodes.fine, stderr);
      await terminal.finish();
    });
  });
});
