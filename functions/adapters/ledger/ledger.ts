import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import pMap from 'p-map';
import type { CredentialRef } from '../../../rules/credentials/credential';
import type { AccountLedger, CredentialRecord, NoticeAnswer } from '../../../rules/ledger';
import type { LocalDate } from '../../../rules/model';
import type { Forced, SaidOrDone } from '../../../rules/person/move-record';
import type { Mover, SeenMove } from '../../../rules/person/seen-move';
import type { Notice, UserNotice } from '../../../rules/notices';
import type { SshKeysAsked } from '../../../rules/ssh-key-days';
import { storedVersions } from '../../../rules/stored-versions';
import type { NewWay } from '../../../rules/ways-in';
import { LedgerError } from '../../ledger-error';
import type { AnswersPort, LedgerPort } from '../../ports/ledger';
import { LedgerBatches } from './batches';
import { accountItem, credentialItem, expiryField, itemPrefixes, storedAsked } from './items';
import {
  aloneAt,
  asRead,
  disablingBegun,
  disablingCleared,
  disablingEnded,
  exemptOn,
  withoutAttempts,
  withoutDisabling,
} from './credential-changes';
import { readLedger } from './load';
import { closedAt, forced, goneBy, openAt, said, seen, seenBesides } from './move-changes';
import { answered, confirmed, planned, plannedAgain, withdrawn } from './notice-changes';
import { pagesOf } from './query';
import { LedgerTable } from './table';
import { isRecorded, noEarlier, type Change } from './update';

const WRITES_AT_A_TIME = 16;

/** The monitor's side of the ledger on DynamoDB. */
export class DynamoLedger implements LedgerPort, AnswersPort {
  readonly #table: LedgerTable;
  readonly #batches: LedgerBatches;

  constructor(
    documents: DynamoDBDocumentClient,
    table: string,
    pause?: (milliseconds: number) => Promise<unknown>,
  ) {
    this.#table = new LedgerTable(documents, table);
    this.#batches = new LedgerBatches(this.#table, pause);
  }

  async recordAnswer(accountId: string, noticeId: string, answer: NoticeAnswer): Promise<void> {
    await this.#table.update(accountId, noticeItem(noticeId), answered(answer));
  }

  async load(accountId: string): Promise<AccountLedger> {
    return readLedger(accountId, pagesOf(this.#table, accountId));
  }

  async putCredentials(accountId: string, records: readonly CredentialRecord[]): Promise<void> {
    const changes = records.map((record) => ({
      item: credentialItem(record.credential),
      change: asRead(record),
    }));
    const notWritten = await this.#batches.update(accountId, changes);
    await pMap(notWritten, ({ item, change }) => this.#table.update(accountId, item, change), {
      concurrency: WRITES_AT_A_TIME,
    });
  }

  async forgetCredentials(
    accountId: string,
    credentials: readonly CredentialRef[],
    at: Date,
  ): Promise<void> {
    await this.#expire(accountId, credentials.map(credentialItem), at);
  }

  async rememberExemption(
    accountId: string,
    credential: CredentialRef,
    on: LocalDate,
  ): Promise<void> {
    await this.#table.update(accountId, credentialItem(credential), exemptOn(on));
  }

  async rememberAlone(accountId: string, credential: CredentialRef, at: Date): Promise<void> {
    await this.#table.update(accountId, credentialItem(credential), aloneAt(at));
  }

  async planNotice(accountId: string, notice: Notice): Promise<void> {
    await this.#table.update(accountId, noticeItem(notice.id), planned(notice));
  }

  async planAgain(accountId: string, notice: UserNotice): Promise<void> {
    const item = noticeItem(notice.id);
    const isUntold = await this.#table.update(accountId, item, plannedAgain(notice));
    if (!isUntold) await this.planNotice(accountId, notice);
  }

  async confirmNotice(accountId: string, notice: Notice): Promise<void> {
    await this.#table.update(accountId, noticeItem(notice.id), confirmed(notice));
  }

  async withdrawNotice(accountId: string, noticeId: string, why: string): Promise<void> {
    await this.#table.update(accountId, noticeItem(noticeId), withdrawn(why));
  }

  async setExpiry(
    accountId: string,
    noticeIds: readonly string[],
    at: Date | undefined,
  ): Promise<void> {
    await this.#expire(accountId, noticeIds.map(noticeItem), at);
  }

  async startDisabling(
    accountId: string,
    credential: CredentialRef,
    noticeId: string,
    at: Date,
    attempt: string,
  ): Promise<void> {
    const item = credentialItem(credential);
    const begun = disablingBegun(noticeId, at, attempt);
    if (!(await this.#table.update(accountId, item, begun)))
      throw new LedgerError(accountId, item, 'it is not recorded');
  }

  async endDisabling(accountId: string, credential: CredentialRef, at: Date): Promise<void> {
    const item = credentialItem(credential);
    if (!(await this.#table.update(accountId, item, disablingEnded(at))))
      await this.#table.update(accountId, item, disablingCleared);
  }

  async giveUpDisabling(
    accountId: string,
    credential: CredentialRef,
    attempts: readonly string[],
  ): Promise<void> {
    const item = credentialItem(credential);
    if (attempts.length > 0) await this.#table.update(accountId, item, withoutAttempts(attempts));
    await this.#table.update(accountId, item, withoutDisabling);
  }

  async reportedFindings(accountId: string, findings: readonly string[], at: Date): Promise<void> {
    const reportedAt = at.toISOString();
    const items = [...new Set(findings)].map((finding) => ({
      account: accountId,
      item: itemPrefixes.finding + finding,
      reportedAt,
      v: storedVersions.finding,
    }));
    await this.#batches.put(accountId, items);
  }

  async finishAccount(accountId: string, at: Date, asked?: SshKeysAsked): Promise<void> {
    const instant = at.toISOString();
    const isLater = await this.#table.update(accountId, accountItem, {
      set: { lastReadAt: instant, ...(asked && { sshKeysAsked: storedAsked(asked) }) },
      setOnce: { firstReadAt: instant, v: storedVersions.account },
      onlyIf: [noEarlier('lastReadAt')],
    });
    if (!isLater)
      await this.#table.update(accountId, accountItem, { setOnce: { firstReadAt: instant } });
  }

  async rememberSshKeysAsked(accountId: string, asked: SshKeysAsked): Promise<void> {
    await this.#table.update(accountId, accountItem, {
      set: { sshKeysAsked: storedAsked(asked) },
      setOnce: { v: storedVersions.account },
    });
  }

  async recordSeen(accountId: string, moves: readonly SeenMove[]): Promise<void> {
    await pMap(moves, (move) => this.#recordSeen(accountId, move), {
      concurrency: WRITES_AT_A_TIME,
    });
  }

  async recordSaid(accountId: string, mover: Mover, way: NewWay, what: SaidOrDone): Promise<void> {
    await this.#table.update(accountId, moveItem(mover.userId), said(mover, way, what));
  }

  async recordForced(accountId: string, mover: Mover, what: Forced): Promise<void> {
    await this.#table.update(accountId, moveItem(mover.userId), forced(mover, what));
  }

  async rememberOpen(accountId: string, userId: string, at: Date): Promise<void> {
    await this.#table.update(accountId, moveItem(userId), openAt(at));
  }

  async rememberClosed(accountId: string, userId: string, at: Date): Promise<void> {
    await this.#table.update(accountId, moveItem(userId), closedAt(at));
  }

  async forgetMoves(accountId: string, userIds: readonly string[], at: Date): Promise<void> {
    await pMap(userIds, (id) => this.#table.update(accountId, moveItem(id), goneBy(at)), {
      concurrency: WRITES_AT_A_TIME,
    });
  }

  async #recordSeen(accountId: string, move: SeenMove): Promise<void> {
    const item = moveItem(move.userId);
    if (!(await this.#table.update(accountId, item, seen(move)))) return;
    for (const change of seenBesides(move)) await this.#table.update(accountId, item, change);
  }

  async #expire(accountId: string, items: readonly string[], at: Date | undefined): Promise<void> {
    const change: Change = {
      ...(at
        ? { set: { [expiryField]: Math.floor(at.getTime() / 1000) } }
        : { remove: [expiryField] }),
      onlyIf: [isRecorded],
    };
    await pMap(items, (item) => this.#table.update(accountId, item, change), {
      concurrency: WRITES_AT_A_TIME,
    });
  }
}

function noticeItem(noticeId: string): string {
  return itemPrefixes.notice + noticeId;
}

function moveItem(userId: string): string {
  return itemPrefixes.move + userId;
}
