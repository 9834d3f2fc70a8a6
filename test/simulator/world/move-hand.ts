import type { MovesPort } from '../../../functions/ports/moves';
import type { Deed } from '../story/story';
import { without } from '../story/without';
import { accessIn, hasWay, writeWays, type Way } from '../truth/ways';
import type { Aws } from './aws';
import type { Chronicle } from './chronicle';
import type { Clock } from './clock';
import type { TrueUser, UserHistory } from './user-history';
import type { Weather } from './weather';

type MoveDeed = Extract<
  Deed,
  { does: 'open-way' | 'close-way' | 'use-way' | 'say' | 'close-key' | 'force' | 'give-back' }
>;

const LEADER = 'arn:aws:iam::111111111111:user/lead';
const moving: ReadonlySet<string> = new Set<MoveDeed['does']>([
  ...(['open-way', 'close-way', 'use-way', 'say', 'close-key', 'force', 'give-back'] as const),
]);

export function isOfMove(deed: Deed): deed is MoveDeed {
  return moving.has(deed.does);
}

/** The hands of those who move from keys to other ways in, and of those who lead them with `keyturn move`. */
export class MoveHand {
  constructor(
    private readonly aws: Aws,
    private readonly clock: Clock,
    private readonly chronicle: Chronicle,
    private readonly weather: Weather,
    private readonly ledger: Pick<MovesPort, 'recordSaid' | 'recordForced' | 'rememberOpen'>,
  ) {}

  /** Nothing where it is not possible, as when a way is not open to whoever would use it. */
  do(history: UserHistory, user: TrueUser, deed: MoveDeed): void {
    switch (deed.does) {
      case 'open-way':
        // Whoever opens it to them sees to a password.
        if (deed.way === 'sign-in' && user.password === undefined) this.aws.changePassword(history);
        return this.#setAccess(history, user, [...accessIn(user.tags), deed.way]);
      case 'close-way':
        return this.#setAccess(history, user, but(accessIn(user.tags), deed.way));
      case 'close-key':
        return this.#setAccess(history, user, but(accessIn(user.tags), 'key'));
      case 'use-way':
        return this.#use(user, deed.way);
      case 'say':
        return this.#say(history, user, deed.way);
      case 'force':
        return this.#force(history, user);
      case 'give-back':
        return this.#giveBack(history, user, deed.isByHand === true);
    }
  }

  /** Whoever has no way in is refused. */
  #setAccess(history: UserHistory, { tags }: TrueUser, ways: readonly Way[]): void {
    if (ways.length === 0) return;
    const others = without(tags, 'access');
    const written = writeWays(ways);
    this.aws.setTags(history, written === 'key' ? others : { ...others, access: written });
  }

  #use({ id: userId, name: userName, tags }: TrueUser, way: MoveDeedWay): void {
    if (!hasWay(tags, way)) return;
    const at = this.clock.now;
    const visibleAt = at + this.weather.trailLag(at);
    this.chronicle.moves.uses.push({ userId, userName, way, at, visibleAt });
    this.chronicle.count('other way in used');
  }

  /** The command takes the word of a way that is open alone. */
  #say({ accountId }: UserHistory, { id, name, tags }: TrueUser, way: MoveDeedWay): void {
    if (!hasWay(tags, way)) return;
    const said = { at: new Date(this.clock.now), by: `arn:aws:sts::${accountId}:me` };
    this.chronicle.moves.said.push({ userId: id, way, at: this.clock.now });
    void this.ledger.recordSaid(accountId, { userId: id, userName: name }, way, said);
  }

  /** Of whoever has nothing but `key` the command forces nothing. */
  #force({ accountId }: UserHistory, { id, name, tags }: TrueUser): void {
    if (but(accessIn(tags), 'key').length === 0) return;
    const forced = { at: new Date(this.clock.now), by: LEADER, reason: 'simulated' };
    this.chronicle.moves.forced.push({ userId: id, at: this.clock.now });
    void this.ledger.recordForced(accountId, { userId: id, userName: name }, forced);
  }

  #giveBack(history: UserHistory, user: TrueUser, isByHand: boolean): void {
    const { accountId } = history;
    const tags = without(user.tags, 'key-until');
    this.#setAccess(history, { ...user, tags }, [...accessIn(tags), 'key']);
    if (isByHand) return;
    this.chronicle.moves.givenBack.push({ userId: user.id, at: this.clock.now });
    void this.ledger.rememberOpen(accountId, user.id, new Date(this.clock.now));
  }
}

type MoveDeedWay = Extract<MoveDeed, { way: unknown }>['way'];

function but(ways: readonly Way[], closed: Way): readonly Way[] {
  return ways.filter((way) => way !== closed);
}
