import { readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Keyturn } from '../../cli/testing/keyturn';
import { OwnTerminal } from '../../cli/testing/own-terminal';
import type { Moto } from '../../emulation/moto/start';
import { forwardTo, Gate } from '../aws/gate';

interface Call {
  readonly action: string;
  /** Milliseconds by the machine's clock. */
  readonly from: number;
  readonly to: number;
}

/** Milliseconds from the code to the new key verified, and of the calls in it. */
export interface Rotation {
  readonly all: number;
  readonly calls: number;
}

/** The last calls of the new key, before it is stored. */
const PROOFS = 3;

/** An emulated AWS that answers late and knows how long each call took, and an engineer who rotates there. */
export class AtTheGate {
  private constructor(
    private readonly moto: Moto,
    private readonly keyturn: Keyturn,
    private readonly gate: Gate,
    private readonly calls: Call[],
  ) {}

  static async open(moto: Moto, keyturn: Keyturn, latency: number): Promise<AtTheGate> {
    const calls: Call[] = [];
    const forward = forwardTo(moto.url);
    const gate = await Gate.start(async (request) => {
      const from = now();
      await sleep(latency);
      const answer = await forward(request);
      calls.push({ action: request.action, from, to: now() });
      return answer;
    });
    return new AtTheGate(moto, keyturn, gate, calls);
  }

  /** One rotation by a process of its own. The code is there when the profile's program has printed it. */
  async rotate(): Promise<Rotation> {
    const { moto, keyturn, gate, calls } = this;
    await moto.reset();
    await moto.setClock(new Date());
    const ada = await OwnTerminal.open(moto, keyturn.folder);
    ada.settle();
    const note = path.join(keyturn.folder, 'code-at');
    const program = `date +%s%N > ${note}; echo ${await ada.code()}`;
    ada.write('config', `${ada.read('config')}mfa_process = ${program}\n`);
    calls.length = 0;
    const env = { ...ada.env, AWS_ENDPOINT_URL: gate.url };
    const { code, stderr } = await keyturn.start(['rotate'], { env });
    if (code !== 0) throw new Error(`keyturn rotate ended with ${code}:\n${stderr}`);
    const codeAt = Number(readFileSync(note, 'utf8')) / 1e6;
    const made = calls.findIndex(({ action }) => action === 'CreateAccessKey');
    const between = calls.slice(0, made + 1 + PROOFS).filter(({ from }) => from >= codeAt);
    const last = between.at(-1);
    if (made < 0 || last?.action !== 'GetCallerIdentity')
      throw new Error(`other calls than are known: ${calls.map(({ action }) => action).join()}`);
    return {
      all: last.to - codeAt,
      calls: between.reduce((sum, { from, to }) => sum + to - from, 0),
    };
  }

  close(): Promise<void> {
    return this.gate.stop();
  }
}

/** To less than a millisecond, on the clock that other programs have. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
