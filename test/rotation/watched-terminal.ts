import { spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { keysIn } from '../../cli/rotate/ini';
import type { OwnTerminal } from '../../cli/testing/own-terminal';
import type { Call, Fate, Switchboard } from '../killed/switchboard';

const keptForPrompt = 'credentials.keyturn-status';
const hook = path.join(__dirname, 'fault.cjs');

/** How a run of the command is disturbed. */
export interface Plan {
  /** At its nth call of AWS, from 1. */
  readonly call?: { readonly nth: number; readonly fate: Fate };
  /** At its nth change of a file; see fault.cjs. */
  readonly change?: { readonly at: number; readonly then: string; readonly op?: string };
  readonly afterMs?: number;
}

export interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Where it was killed; undefined where it came to its end. */
  readonly killedAt?: string;
}

/**
 * An engineer's terminal at which the command runs as a process of its own, behind a switchboard. At each call of AWS,
 * and after each run, it is looked at whether every promise holds.
 */
export class WatchedTerminal {
  readonly broken: string[] = [];
  /** Enabled keys of the user, by id. */
  readonly #enabled = new Map<string, string>();
  /** Every secret that the user has or had. */
  readonly #secrets = new Set<string>();
  #stderr = '';

  constructor(
    private readonly command: string,
    private readonly ada: OwnTerminal,
    private readonly switchboard: Switchboard,
  ) {
    this.#learn(ada.key.accessKeyId, ada.key.secretAccessKey);
  }

  /** As AWS has answered. */
  get keysEnabled(): number {
    return this.#enabled.size;
  }

  /** @param args after `keyturn rotate`; a code is added */
  async run(args: readonly string[], plan: Plan = {}): Promise<Ran> {
    const { switchboard, ada } = this;
    const given = ['rotate', ...args, '--mfa-code', await ada.code()];
    this.#hasNo('arguments', given.join(' '));
    const child = spawn(process.execPath, ['--require', hook, this.command, ...given], {
      env: {
        ...ada.env,
        PATH: process.env['PATH'],
        NODE_COMPILE_CACHE: path.join(path.dirname(this.command), 'compiled'),
        AWS_ENDPOINT_URL: switchboard.url,
        ...(plan.change && { KEYTURN_TEST_FAULT: JSON.stringify(plan.change) }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const closed = new Promise<number | null>((resolve) => child.once('close', resolve));
    let count = 0;
    let last: Call | undefined;
    const noted = new Set<Call>();
    switchboard.decide = (action) => {
      this.#noteAnswers(switchboard.calls, noted);
      this.#look(`at ${action}`);
      count += 1;
      return count === plan.call?.nth ? plan.call.fate : undefined;
    };
    switchboard.kill = async (call) => {
      last = call;
      child.kill('SIGKILL');
      await closed;
    };
    const timer =
      plan.afterMs === undefined
        ? undefined
        : setTimeout(() => child.kill('SIGKILL'), plan.afterMs);
    const [stdout, stderr, code] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      closed,
    ]);
    clearTimeout(timer);
    const calls = await switchboard.leave();
    this.#noteAnswers(calls, noted);
    switchboard.decide = () => undefined;
    const at = last?.action ?? calls.at(-1)?.action ?? 'its start';
    this.#stderr += stderr;
    for (const [what, said] of Object.entries({ stdout, stderr })) this.#hasNo(what, said);
    this.#look(`after ${args.join(' ')} (${code ?? `killed at ${at}`})`);
    if (this.#enabled.size > 1 && !/two are enabled until/.test(this.#stderr))
      this.#break('two keys are enabled, and nobody was told');
    return { code, stdout, stderr, ...(child.signalCode === 'SIGKILL' && { killedAt: at }) };
  }

  /** After a run that came to its end. */
  async finish(): Promise<void> {
    const keys = await this.ada.keys();
    if (keys.join() !== [...this.#enabled.keys()].join())
      this.#break(`AWS has other keys: ${keys.join()}`);
    if (keys.length !== 1) this.#break(`${keys.length} keys at the end`);
    if (keys.includes(this.ada.key.accessKeyId)) this.#break('the old key is still there');
    const left = readdirSync(path.dirname(this.ada.file('credentials'))).filter(
      (name) => name.includes('keyturn') && name !== keptForPrompt,
    );
    if (left.length > 0) this.#break(`left behind: ${left.join()}`);
  }

  /** The text of a file is that of the beginning, but for the key. */
  holdsTheRest(name: string, before: string): void {
    const { accessKeyId, secretAccessKey } = this.ada.key;
    const [[id, secret] = ['', '']] = this.#enabled;
    const expected = before.replaceAll(accessKeyId, id).replaceAll(secretAccessKey, secret);
    if (this.ada.read(name) !== expected) this.#break(`${name} is another text`);
  }

  /** What AWS has answered since the last time. */
  #noteAnswers(calls: readonly Call[], noted: Set<Call>): void {
    for (const call of calls) {
      if (noted.has(call) || call.answer === undefined) continue;
      noted.add(call);
      if (call.answer.status >= 300) continue;
      const asked = new URLSearchParams(call.body);
      if (call.action === 'iam CreateAccessKey') {
        const of = (tag: string) =>
          new RegExp(`<${tag}>([^<]+)<`).exec(call.answer?.body ?? '')?.[1] ?? '';
        this.#learn(of('AccessKeyId'), of('SecretAccessKey'));
      }
      if (call.action === 'iam DeleteAccessKey')
        this.#enabled.delete(asked.get('AccessKeyId') ?? '');
      const user = asked.get('UserName');
      if (user !== null && user !== this.ada.userName) this.#break(`${call.action} of ${user}`);
    }
  }

  #learn(id: string, secret: string): void {
    this.#enabled.set(id, secret);
    this.#secrets.add(secret);
  }

  #look(when: string): void {
    for (const [name, kind] of [
      ['credentials', 'credentials'],
      ['config', 'config'],
    ] as const) {
      const held = keysIn(readFileSync(this.ada.file(name), 'latin1'), kind).filter(
        ({ sections }) => !sections.includes('bob'),
      );
      if (held.length !== 1) this.#break(`${when}: ${name} has ${held.length} keys`);
      for (const { accessKeyId, secretAccessKey } of held)
        if (this.#enabled.get(accessKeyId) !== secretAccessKey)
          this.#break(`${when}: what ${name} has is no working key`);
    }
    const journal = this.ada.file('credentials.keyturn-rotation.json');
    if (existsSync(journal)) this.#hasNo(`the journal ${when}`, readFileSync(journal, 'utf8'));
    this.#lookAtPrompt(when);
  }

  /** A prompt shows no key that is gone. */
  #lookAtPrompt(when: string): void {
    const file = this.ada.file(keptForPrompt);
    if (!existsSync(file)) return;
    const kept = readFileSync(file, 'utf8');
    this.#hasNo(`${keptForPrompt} ${when}`, kept);
    for (const [, shown = ''] of kept.matchAll(/^(\w{4}) /gm))
      if (![...this.#enabled.keys()].some((id) => id.endsWith(shown)))
        this.#break(`${when}: a prompt shows …${shown}, which is gone`);
  }

  #hasNo(where: string, said: string): void {
    for (const secret of this.#secrets)
      if (said.includes(secret)) this.#break(`a secret is in ${where}`);
  }

  #break(what: string): void {
    this.broken.push(what);
  }
}
