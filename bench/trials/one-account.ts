import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { answering, forwardTo, Gate, type Answer, type Conditions } from '../aws/gate';
import { DAY_MS, monitorAccount, SeededMoto } from '../aws/seeded-moto';
import { StandInDynamoDb } from '../aws/stand-in-dynamodb';
import { runMonitor } from '../monitor/run-monitor';
import {
  custodianFilters,
  runCustodian,
  type CustodianFilter,
  type PeerResult,
} from '../peers/custodian';
import { runProwler } from '../peers/prowler';
import type { Surroundings } from '../peers/run-program';
import { countsOf, keyturnWorks, type Trial, type Work } from './trial';

/** Days before now on which Keyturn's works are scheduled: on the last, every hundredth key is due. */
const daysAgo = { 'first run': 3, 'steady state': 2, '1 % due': 0 } as const;
const CONCURRENCY = 8;

/** Accounts in moto with a ledger beside it, and programs that are let loose on them one after the other, through a gate. */
export class OneAccount {
  readonly #now: Date;
  readonly #accounts = new Map<number, string>();
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bench-'));

  private constructor(
    private readonly aws: SeededMoto,
    private readonly ledger: StandInDynamoDb,
    private readonly gate: Gate,
    private readonly queueUrl: string,
    private readonly bucket: string | undefined,
    private readonly bundle: string,
    now: Date,
  ) {
    this.#now = now;
  }

  /** @param withReport whether runs end with the day's report, as they do where KeyMonitor deploys them */
  static async start(bundle: string, withReport: boolean): Promise<OneAccount> {
    const now = new Date();
    const aws = await SeededMoto.start(now);
    const ledger = new StandInDynamoDb();
    const gate = await Gate.start(withLedger(ledger, forwardTo(aws.moto.url)));
    const queueUrl = await aws.addQueue(gate.url);
    const bucket = withReport ? await aws.addBucket('reports') : undefined;
    return new OneAccount(aws, ledger, gate, queueUrl, bucket, bundle, now);
  }

  async stop(): Promise<void> {
    await this.gate.stop();
    await this.aws.moto.stop();
    rmSync(this.#folder, { recursive: true });
  }

  /** Makes the account of so many users, which takes its time. */
  async prepare(users: number): Promise<void> {
    await this.#accountOf(users);
  }

  /**
   * Keyturn's works on an account that it has never seen, in their order.
   * @param bundle another than the usual one
   */
  async keyturn(
    users: number,
    conditions: Conditions,
    bundle = this.bundle,
  ): Promise<readonly Trial[]> {
    this.ledger.clear();
    const trials: Trial[] = [];
    for (const work of keyturnWorks)
      trials.push(await this.#keyturn(work, users, conditions, bundle));
    return trials;
  }

  async custodian(filter: CustodianFilter, users: number, conditions: Conditions): Promise<Trial> {
    return this.#peer(filter, users, conditions, (where) => runCustodian(filter, where));
  }

  async prowler(users: number, conditions: Conditions): Promise<Trial> {
    return this.#peer('prowler', users, conditions, (where) => runProwler(where));
  }

  async #keyturn(
    work: (typeof keyturnWorks)[number],
    users: number,
    conditions: Conditions,
    bundle: string,
  ): Promise<Trial> {
    const id = await this.#accountOf(users);
    const scheduledTime = new Date(this.#now.getTime() - daysAgo[work] * DAY_MS);
    const { accessKeyId } = await this.aws.credentials(monitorAccount);
    await this.aws.moto.setClock(scheduledTime);
    this.gate.set(conditions);
    const { milliseconds, accountsRead } = await runMonitor({
      bundle,
      accounts: [{ id, name: 'account' }],
      scheduledTime,
      concurrency: CONCURRENCY,
      url: this.gate.url,
      accessKeyId,
      queueUrl: this.queueUrl,
      table: 'ledger',
      bucket: this.bucket,
    });
    const counts = countsOf(this.gate);
    await this.aws.moto.setClock(this.#now);
    const seen = accountsRead === 1 ? this.#keysInLedger(id) : undefined;
    return { work, users, ...counts, milliseconds, seen };
  }

  async #peer(
    work: Work,
    users: number,
    conditions: Conditions,
    run: (where: Surroundings) => Promise<PeerResult>,
  ): Promise<Trial> {
    const credentials = await this.aws.credentials(await this.#accountOf(users));
    const folder = mkdtempSync(path.join(this.#folder, 'peer-'));
    this.gate.set(conditions);
    const { milliseconds, found, log } = await run({ url: this.gate.url, credentials, folder });
    const counts = countsOf(this.gate);
    const complaint = found === undefined ? log.slice(-600) : undefined;
    return { work, users, ...counts, milliseconds, seen: found, complaint };
  }

  async #accountOf(users: number): Promise<string> {
    const known = this.#accounts.get(users);
    if (known !== undefined) return known;
    const id = String(200_000_000_000 + users);
    await this.aws.addAccount(id, users);
    this.#accounts.set(users, id);
    return id;
  }

  #keysInLedger(account: string): number {
    return this.ledger.stored(account).filter(({ item }) => item.startsWith('key#')).length;
  }
}

/** Moto takes seconds for a ledger that DynamoDB reads in milliseconds: it would be what is measured. */
function withLedger(ledger: StandInDynamoDb, aws: Answer): Answer {
  const ofLedger = answering(({ action, body }) => ledger.answer(action, body));
  return (request) => (request.service === 'dynamodb' ? ofLedger : aws)(request);
}

export const allFilters = Object.keys(custodianFilters) as CustodianFilter[];
