import type { Deed } from '../story/story';
import { without } from '../story/without';
import { tagValue } from '../story/write-deeds';
import type { Aws } from './aws';
import type { UserHistory } from './user-history';
import { SECOND } from './calendar';
import type { Chronicle } from './chronicle';
import { deviceTakenOff, keyEnabled, keyMade, passwordSet, userMade } from './iam-event';
import type { IamCall } from './iam-event';
import { doWithOthers, isOfOthers } from './other-deeds';
import type { Clock } from './clock';
import { isOfMove, type MoveHand } from './move-hand';
import type { PressHand } from './press-hand';
import type { Workspace } from './slack';

/** aws-vault asks for a second MFA code before it deletes the old key. */
const ROTATION_MS = 25 * SECOND;

/** CloudTrail, which brings what the user did. */
export type Trail = (user: UserHistory, call: IamCall) => void;

/** People's hands: does what a story says they do. */
export class Deeds {
  /** Users keep their first name here, whatever they are called later. */
  readonly #users: Map<string, UserHistory>;

  constructor(
    private readonly aws: Aws,
    private readonly clock: Clock,
    private readonly chronicle: Chronicle,
    private readonly workspace: Workspace,
    private readonly trail: Trail,
    private readonly hands: { readonly press: PressHand; readonly moves: MoveHand },
    private readonly resetRenews: boolean,
  ) {
    this.#users = new Map(aws.users.map((user) => [user.now?.name ?? '', user]));
  }

  /** Does nothing where it is not possible, as when a key to delete is not there. */
  do(deed: Deed): void {
    const history = this.#users.get(deed.who);
    const user = history?.now;
    if (!history) return;
    if (deed.does === 'recreate-user') return this.#recreate(deed, history);
    if (!user) return;
    this.#act(deed, history, user);
  }

  #act(deed: Deed, history: UserHistory, user: NonNullable<UserHistory['now']>): void {
    const { aws, workspace } = this;
    const keys = user.keys.toSorted((a, b) => a.createdAt.getTime() - b.createdAt.getTime());
    this.chronicle.count(`deed: ${deed.does}`);
    if (isOfOthers(deed))
      return doWithOthers(aws, history, deed, {
        ...{ now: this.clock.now, resetRenews: this.resetRenews },
        trail: (call) => this.trail(history, call),
      });
    if (isOfMove(deed)) return this.hands.moves.do(history, user, deed);
    switch (deed.does) {
      case 'create':
        return this.#create(history);
      case 'rotate':
        return this.#rotate(history, keys[0]?.id);
      case 'use':
        return keys.forEach(({ id, status }) => status === 'Active' && aws.useKey(history, id));
      case 'delete':
      case 'toggle': {
        const key = deed.which === 'older' ? keys[0] : keys.at(-1);
        if (!key) return;
        if (deed.does === 'delete') return aws.deleteKey(history, key.id);
        return this.#toggle(history, key.id, key.status);
      }
      case 'tag': {
        const others = without(user.tags, deed.key);
        const value = tagValue(deed.value, this.clock.now);
        const tags = value === undefined ? others : { ...others, [deed.key]: value };
        return aws.setTags(history, tags);
      }
      case 'leave':
        // A machine's channel does not leave.
        if (user.tags['slack-id']?.startsWith('U')) workspace.left.add(user.tags['slack-id']);
        return;
      case 'return':
        return void workspace.left.delete(user.tags['slack-id'] ?? '');
      case 'delete-user':
        return aws.deleteUser(history);
      case 'recreate-user':
        return;
      case 'rename-user':
        return aws.rename(history, `${user.name}-x`);
      case 'change-password':
        aws.changePassword(history);
        return this.trail(history, passwordSet(user.name, user.password === undefined));
      case 'toggle-mfa':
        aws.setMfa(history, !user.hasMfa);
        if (user.hasMfa) this.trail(history, deviceTakenOff(user.name, history.accountId));
        return;
      case 'press':
        return this.hands.press.press(history, deed);
      case 'open-home':
        return this.hands.press.openHome(user);
      case 'use-console':
        return this.#makeConsoleUser(history);
    }
  }

  #create(user: UserHistory): void {
    const keyId = this.aws.createKey(user);
    if (keyId !== undefined) this.trail(user, keyMade(user.now?.name ?? '', keyId, this.clock.now));
  }

  /** As aws-vault does it; it can't where the old key is off, or both slots are taken. */
  #rotate(user: UserHistory, oldId: string | undefined): void {
    const old = user.now?.keys.find(({ id }) => id === oldId);
    if (!old || old.status === 'Inactive' || user.now?.keys.length === 2) return;
    this.#create(user);
    this.clock.plan(this.clock.now + ROTATION_MS, () => this.aws.deleteKey(user, old.id));
  }

  #toggle(user: UserHistory, keyId: string, status: 'Active' | 'Inactive'): void {
    this.aws.setStatus(user, keyId, status === 'Active' ? 'Inactive' : 'Active');
    if (status === 'Inactive') this.trail(user, keyEnabled(user.now?.name ?? '', keyId));
  }

  /** The console of Bedrock makes a user of its own for each API key. */
  #makeConsoleUser(by: UserHistory): void {
    const name = `BedrockAPIKey-${String(this.aws.users.length).padStart(4, '0')}`;
    const made = this.aws.createUser(by.accountId, name, {}, false);
    this.aws.createOther(made, { kind: 'service-specific', service: 'bedrock.amazonaws.com' });
    this.trail(by, userMade(name, made.now?.id ?? ''));
  }

  /** The same name, another user. */
  #recreate({ who }: Deed, { accountId, now }: UserHistory): void {
    const slackId = `U0${who.toUpperCase().padStart(8, '0')}`;
    if (now) this.aws.deleteUser(this.#users.get(who) ?? raise(who));
    const user = this.aws.createUser(
      accountId,
      who,
      { type: 'engineer', 'slack-id': slackId },
      true,
    );
    this.#users.set(who, user);
    this.#create(user);
    this.chronicle.count('deed: recreate-user');
  }
}

function raise(who: string): never {
  throw new Error(`nobody is called ${who}`);
}
