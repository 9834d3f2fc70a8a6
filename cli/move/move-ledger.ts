import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { DynamoLedger } from '../../functions/adapters/ledger/ledger';
import type { Mover } from '../../rules/person/seen-move';
import type { AccountLedger } from '../../rules/ledger';
import type { Forced, MoveRecord, SaidOrDone } from '../../rules/person/move-record';
import type { NewWay } from '../../rules/ways-in';
import { refused, type Caller } from '../aws/caller';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';

/** The ledger as a person writes it who leads moves: what somebody said, and what somebody forces by name. */
export class MoveLedger {
  readonly #ledger: DynamoLedger;

  constructor(
    private readonly caller: Pick<Caller, 'client' | 'partition' | 'arn'>,
    private readonly table: string,
  ) {
    const documents = DynamoDBDocumentClient.from(new DynamoDBClient(caller.client), {
      marshallOptions: { removeUndefinedValues: true },
    });
    this.#ledger = new DynamoLedger(documents, table);
  }

  /** Who writes. */
  get arn(): string {
    return this.caller.arn;
  }

  /** @throws CliError */
  async load(accountId: string): Promise<AccountLedger> {
    return this.#explained('read', () => this.#ledger.load(accountId));
  }

  /** @throws CliError where it is not in the ledger then */
  async recordForced(accountId: string, mover: Mover, forced: Forced): Promise<void> {
    await this.#explained('written', () => this.#ledger.recordForced(accountId, mover, forced));
    await this.#assertRecorded(accountId, mover, (record) => isThere(record.forced, forced));
  }

  /** @throws CliError where it is not in the ledger then */
  async recordSaid(accountId: string, mover: Mover, way: NewWay, said: SaidOrDone): Promise<void> {
    await this.#explained('written', () => this.#ledger.recordSaid(accountId, mover, way, said));
    await this.#assertRecorded(accountId, mover, (record) => isThere(record.said[way], said));
  }

  /** @throws CliError where it is not in the ledger then */
  async recordOpen(accountId: string, mover: Mover, at: Date): Promise<void> {
    await this.#explained('written', () => this.#ledger.rememberOpen(accountId, mover.userId, at));
    await this.#assertRecorded(accountId, mover, ({ lastOpenAt }) =>
      isThere(lastOpenAt && { at: lastOpenAt }, { at }),
    );
  }

  /** The ledger leaves alone what a newer version wrote, and says nothing of it: so it is looked at. */
  async #assertRecorded(
    accountId: string,
    { userId, userName }: Mover,
    isRecorded: (record: MoveRecord) => boolean,
  ): Promise<void> {
    const record = (await this.load(accountId)).moves.get(userId);
    if (!record || !isRecorded(record))
      throw new CliError(
        exitCodes.noAnswer,
        `the ledger ${this.table} has not taken what was to be recorded of ${userName}: a newer version of Keyturn has written there, or somebody records something later; nothing else was changed`,
      );
  }

  async #explained<Answer>(what: string, ask: () => Promise<Answer>): Promise<Answer> {
    try {
      return await ask();
    } catch (error) {
      const { client, partition } = this.caller;
      const { region } = client;
      const ledger = `the ledger ${this.table} in ${region}`;
      const { message, cause } = error instanceof Error ? error : new Error(String(error));
      throw cause instanceof Error
        ? refused(`AWS was asked for ${ledger}`, cause, { region, partition })
        : new CliError(exitCodes.noAnswer, `${ledger} could not be ${what}: ${message}`, {
            cause: error,
          });
    }
  }
}

/** Or somebody has said the same later. */
function isThere(
  found: Pick<SaidOrDone, 'at'> | undefined,
  wanted: Pick<SaidOrDone, 'at'>,
): boolean {
  return found !== undefined && found.at >= wanted.at;
}
