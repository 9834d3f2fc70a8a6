import { accessKeyRef, keyIdOf } from '../../rules/credentials/credential';
import type { Decision, Subject } from '../../rules/decisions';
import type { AccountLedger, CredentialRecord, NoticeRecord } from '../../rules/ledger';
import type { IamUser } from '../../rules/model';
import type { UserNotice } from '../../rules/notices';
import { planDay } from '../../rules/plan-day';
import { settingsSchema, type Settings } from '../../rules/settings';
import { stillDue, type StillDue } from '../../rules/disabling/still-due';
import type {
  PlainDecision,
  PlainKeyRecord,
  PlainLedger,
  PlainNotice,
  PlainNoticeRecord,
  PlainUser,
  PlainVerdict,
  Rules,
} from './plain';

/**
 * This version's rules in plain words, and the one place that knows how its shapes differ from those of then: what is
 * renamed is translated here, and nowhere else.
 */
export const rulesNow: Rules = {
  plan: ({ account, readAt, users, concerned, ledger, settings, now }) => {
    const found = users.map(userNow);
    return planDay(
      { account, readAt, users: found },
      ledgerNow(account.id, ledger),
      settingsNow(settings),
      now,
      concerned && found.filter(({ id }) => concerned.includes(id)),
    ).map(decisionThen);
  },
  look: ({ keyId, found, dueBy, settings, now }) =>
    verdictThen(stillDue(accessKeyRef(keyId), found, dueBy, settingsNow(settings), now)),
};

const parsed = new WeakMap<object, Settings>();

function settingsNow(input: object): Settings {
  const settings = parsed.get(input) ?? settingsSchema.parse(input);
  parsed.set(input, settings);
  return settings;
}

function userNow(user: PlainUser): IamUser {
  return user;
}

function ledgerNow(accountId: string, ledger: PlainLedger): AccountLedger {
  const { firstReadAt, lastReadAt, keys, notices, newer } = ledger;
  return {
    accountId,
    firstReadAt,
    lastReadAt,
    credentials: new Map(keys.map((record) => [record.keyId, keyRecordNow(record)])),
    notices: new Map(notices.map((record) => [record.id, noticeRecordNow(record)])),
    findings: new Map(),
    moves: new Map(),
    newer: newer && {
      credentials: new Map(newer.keys.map((id) => [id, accessKeyRef(id)])),
      others: newer.others,
    },
  };
}

function keyRecordNow({ keyId, ...record }: PlainKeyRecord): CredentialRecord {
  return { ...record, credential: accessKeyRef(keyId) };
}

function noticeRecordNow({ notice, ...record }: PlainNoticeRecord): NoticeRecord {
  return { ...record, ...(notice && { notice: noticeNow(notice) }) };
}

/** What is stored has no type: that it is read as before is what this is about. */
function noticeNow(notice: PlainNotice): UserNotice {
  return notice as object as UserNotice;
}

function noticeThen(notice: UserNotice): PlainNotice {
  return notice;
}

function subjectThen({ account, userName, credential }: Subject): Omit<PlainDecision, 'do'> {
  return { account, userName, keyId: keyIdOf(credential) };
}

function decisionThen(decision: Decision): PlainDecision {
  const subject = subjectThen(decision.subject);
  switch (decision.do) {
    case 'send': {
      const { notice, again, why } = decision;
      return { do: 'send', ...subject, notice: noticeThen(notice), again, why };
    }
    case 'disable': {
      const { user, credential, tellOnly, begun, why } = decision;
      // Then, what was begun for another cause than today's was told as that. It is compared, and not today's words.
      const notice = (!tellOnly && decision.begunUnder) || decision.notice;
      return {
        do: 'disable',
        ...subject,
        userId: user.id,
        keyId: credential.ref.id,
        notice: noticeThen(notice),
        tellOnly,
        begun,
        why,
      };
    }
    case 'abandon': {
      const { begun, notice, why } = decision;
      return { do: 'abandon', ...subject, begun, notice: noticeThen(notice), why };
    }
    case 'withdraw':
      return {
        do: 'withdraw',
        ...subject,
        noticeId: decision.noticeId,
        why: decision.why,
      };
    case 'report':
      return { do: 'report', ...subject, userId: decision.userId, finding: decision.finding };
    case 'remember-exemption':
      return { do: 'remember-exemption', ...subject, on: decision.on };
    case 'remember-alone':
      return { do: 'remember-alone', ...subject, at: decision.at };
    case 'remember-open':
    case 'remember-closed':
      // Then, nobody had another way in.
      throw new Error('a move from keys in a plan of keys alone');
    case 'hold':
    case 'nothing':
      return { do: decision.do, ...subject, why: decision.why };
  }
}

function verdictThen(verdict: StillDue): PlainVerdict {
  return verdict;
}
