import { AccountError } from '../../../functions/account-error';
import { LedgerError } from '../../../functions/ledger-error';
import { NoticeQueueError } from '../../../functions/adapters/notice-queue';
import { SlackUnavailableError } from '../../../functions/slack-errors';
import type { Moment, Trouble } from '../story/story';
import type { Chronicle } from './chronicle';
import type { Clock } from './clock';

/** The process is gone. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** What goes wrong at which of a day's calls. */
export interface CallFault {
  readonly fault: 'crash' | 'error';
  readonly call: number;
  readonly moment: Moment;
}

/** Counts a day's calls of one function over all its invocations. */
export interface CallCount {
  calls: number;
  readonly faults: readonly CallFault[];
}

/** How long a call takes. */
const CALL_MS = 400;

/** Whose calls may fail, or be the last ones. */
export type FunctionName = Extract<Trouble, { trouble: 'crash' | 'error' }>['of'];

/** One invocation of a function: every call of its ports goes through here, and may be its last. */
export class Process {
  isDead = false;

  constructor(
    readonly of: FunctionName,
    private readonly clock: Clock,
    private readonly chronicle: Chronicle,
    private readonly count: CallCount,
    /** When Lambda ends it. */
    readonly deadline: number,
    /** Waits until it is this process's turn, where several run at once. */
    private readonly turn: () => Promise<void> = () => Promise.resolve(),
  ) {}

  /** @param half does the first half of a batch, where the call is one. */
  async call<Answer>(
    name: string,
    effect: () => Promise<Answer>,
    half?: () => Promise<unknown>,
  ): Promise<Answer> {
    await this.turn();
    this.clock.pass(CALL_MS);
    if (!this.isDead && this.clock.now > this.deadline) this.#die(`${name}, out of time`);
    if (this.isDead) throw new Crash(name);
    this.count.calls += 1;
    const fault = this.count.faults.find(({ call }) => call === this.count.calls);
    if (!fault) return effect();
    const moment = fault.moment === 'midway' && !half ? 'before' : fault.moment;
    if (moment === 'midway') await half?.();
    if (moment === 'after') await effect();
    if (fault.fault === 'crash') this.#die(`${moment} ${name}`);
    else this.chronicle.fault(`error ${moment} ${name}`);
    throw fault.fault === 'crash' ? new Crash(name) : errorAt(name);
  }

  #die(where: string): void {
    this.isDead = true;
    this.chronicle.fault(`crash ${where}`);
  }
}

/** The error that the adapter of such a port throws. */
export function errorAt(name: string): Error {
  const port = name.split('.')[0];
  if (port === 'iam')
    return new AccountError('throttled', '', operations[name] ?? name, 'simulated');
  if (port === 'queue') return new NoticeQueueError('SQS answered ServiceUnavailable');
  if (port === 'slack') return new SlackUnavailableError('connection_lost');
  if (port === 'accounts') return new Error('Organizations answered TooManyRequestsException');
  return new LedgerError('', name, 'DynamoDB answered ThrottlingException');
}

const operations: Readonly<Record<string, string>> = {
  'iam.readAgain': 'iam:ListAccessKeys',
  'iam.services': 'iam:ListServiceSpecificCredentials',
  'iam.sshKeys': 'iam:ListSSHPublicKeys',
  'iam.certificates': 'iam:ListSigningCertificates',
  'iam.disable': 'iam:UpdateAccessKey',
  'iam.whoDid': 'cloudtrail:LookupEvents',
  'iam.hasDisabled': 'cloudtrail:LookupEvents',
  'iam.usesOf': 'cloudtrail:LookupEvents',
  'iam.usesOfWays': 'cloudtrail:LookupEvents',
};
