import { dateIn } from '../../../rules/calendar';
import type { Account, AccessKey, IamUser } from '../../../rules/model';
import { noticeId, type NoticeOf, type UserNotice } from '../../../rules/notices';
import type { NewWay } from '../../../rules/ways-in';
import type { History, Press } from '../history';
import type { Memory } from './memory';
import { keyMeant } from './people';
import type { Happening } from './story';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** Something that IAM or the next run finds. */
interface Did {
  /** A key that is off by it. */
  readonly turnsOff?: string;
  /** A key that Keyturn has disabled, and told so. */
  readonly stopped?: string;
  /** A message that is to be told. */
  readonly news?: string;
}

/** What people press, say and do beside IAM, and what CloudTrail tells of it: all between two runs. */
export class Slack {
  readonly #presses: (Writable<Press> & { readonly wasDone: boolean })[] = [];
  readonly #uses: History['uses'][number][] = [];
  readonly #forced: History['forced'][number][] = [];
  readonly #back: History['back'][number][] = [];
  #events = 0;

  constructor(
    private readonly memory: Memory,
    private readonly account: Account,
    private readonly zone: string,
  ) {}

  said(): Pick<History, 'presses' | 'uses' | 'forced' | 'back'> {
    return {
      presses: this.#presses.map((press) => ({ ...press })),
      uses: [...this.#uses],
      forced: [...this.#forced],
      back: [...this.#back],
    };
  }

  openPress(keyId: string) {
    return this.#presses.find((press) => press.keyId === keyId && !press.endedAt);
  }

  happen(user: IamUser, { what, n }: Happening, at: Date): readonly Did[] {
    const userId = user.id;
    switch (what) {
      case 'answer':
        this.#answer(user, n < 6 ? 'mine' : 'not-mine', at);
        return [];
      case 'press':
        // Never at the very time of a run: which of the two was first nobody could say.
        return this.#press(user, n, new Date(+at - 1));
      case 'use way':
        this.use(user, n < 6 ? 'sign-in' : 'identity-center', at);
        return [];
      case 'say way': {
        const way = n < 2 ? 'sign-in' : 'identity-center';
        this.#uses.push({ userId, way, at, isSaid: true });
        this.memory.move(user, ({ said }) => ({ said: { ...said, [way]: { at, by: 'them' } } }));
        return [];
      }
      case 'force':
        this.#forced.push({ userId, at });
        this.memory.move(user, () => ({ forced: { at, by: 'erin' } }));
        return [];
      case 'give back':
        this.#back.push({ userId, at });
        this.memory.move(user, () => ({ lastOpenAt: at }));
        return [];
      case 'event':
        return [this.#event(user, n, at)];
      default:
        return [];
    }
  }

  /** A run has seen it in CloudTrail before it plans. */
  use(user: IamUser | undefined, way: NewWay, at: Date): void {
    if (!user) return;
    this.#uses.push({ userId: user.id, way, at, isSaid: false });
    const day = dateIn(this.zone, at);
    this.memory.move(user, ({ seen }) => {
      const days = new Set([day, ...(seen[way]?.days ?? [])]);
      return { seen: { ...seen, [way]: { days: [...days], last: { at, way } } } };
    });
  }

  #answer({ keys, tags }: IamUser, said: 'mine' | 'not-mine', at: Date): void {
    for (const { notice, owner } of this.memory.ledger().notices.values())
      if (notice?.kind === 'key-question' && owner && keys.some(({ id }) => id === notice.key.id)) {
        const by = tags['slack-id'] ?? 'U0ALICE0001';
        this.memory.answer(notice.id, { said, by, at });
      }
  }

  /** Somebody presses, and the key is disabled; or who was to do it dies before, or before anybody was told. */
  #press(user: IamUser, n: number, at: Date): readonly Did[] {
    const key = keyMeant(user, n);
    if (key?.status !== 'Active' || key.createdAt > at || this.openPress(key.id)) return [];
    const by = n % 2 === 0 ? 'owner' : 'responder';
    const notice = this.#reported(user, key, by, at);
    this.memory.record(user, key);
    this.memory.plan(notice);
    if (n < 2) {
      this.memory.disabled(key.id, at);
      return [{ turnsOff: key.id, stopped: key.id, news: notice.id }];
    }
    const wasDone = n > 4;
    this.memory.begin(key.id, notice.id, at);
    const messageId = notice.id;
    this.#presses.push({ keyId: key.id, userName: user.name, at, by, messageId, wasDone });
    return [{ news: notice.id, ...(wasDone && { turnsOff: key.id }) }];
  }

  #reported(
    { name, tags }: IamUser,
    { id, createdAt }: AccessKey,
    as: Press['by'],
    at: Date,
  ): NoticeOf<'key-disabled'> {
    return {
      kind: 'key-disabled',
      id: noticeId.keyReported(id, `press-${++this.#events}`),
      account: this.account,
      plannedAt: at.toISOString(),
      owner: { userName: name, slackId: tags['slack-id'] },
      key: { id, createdAt: createdAt.toISOString(), age: 0 },
      cause: 'reported',
      reportedBy: { slackId: 'U0ERIN00001', as },
    };
  }

  /** Of which the team has not been told yet. */
  #event(user: IamUser, n: number, at: Date): Did {
    const event = `event-${++this.#events}`;
    const about = {
      account: this.account,
      plannedAt: at.toISOString(),
      owner: { userName: user.name, slackId: user.tags['slack-id'] },
    };
    const maker = { arn: user.arn, isOwner: false };
    const key = keyMeant(user, n);
    const notices: readonly UserNotice[] = [
      {
        kind: 'login-profile-changed',
        id: noticeId.loginProfileChanged(event),
        how: 'changed',
        maker,
        ...about,
      },
      {
        kind: 'mfa-deactivated',
        id: noticeId.mfaDeactivated(event),
        serialNumber: 'a device',
        maker,
        ...about,
      },
      ...(key ? ofKey(key, event, about) : []),
    ];
    const notice = notices[n % notices.length];
    if (!notice || this.memory.ledger().notices.has(notice.id)) return {};
    this.memory.plan(notice);
    return { news: notice.id };
  }
}

function ofKey(
  { id, createdAt }: AccessKey,
  event: string,
  about: Pick<NoticeOf<'key-created'>, 'account' | 'plannedAt' | 'owner'>,
): readonly UserNotice[] {
  const key = { id, createdAt: createdAt.toISOString(), age: 0 };
  return [
    { kind: 'key-reenabled', id: noticeId.keyReenabled(id, event), keyId: id, ...about },
    { kind: 'key-created', id: noticeId.keyCreated(id), key, ...about },
  ];
}
