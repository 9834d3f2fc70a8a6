import type { IamReaderPort } from '../../../functions/ports/iam-reader';
import type { IamSwitchPort } from '../../../functions/ports/iam-switch';
import type { CredentialOfUser, IamTrailPort } from '../../../functions/ports/iam-trail';
import { statusAction } from '../../../rules/credentials';
import type { StoppableKind, StoppableRef } from '../../../rules/credentials/credential';
import type { OwnerNow } from '../../../rules/disabling/still-due';
import type { Account } from '../../../rules/model';
import type { Maker, MakersCall } from '../../../rules/notices';
import type { Aws } from './aws';
import { isOn, stoppables } from './credentials';
import { assertSwitches, IamAnswers, listOperations, refused, type World } from './iam-answers';
import { asIamShows } from './iam-shows';
import { isTry } from './press-record';
import type { Process } from './process';
import { isRun, type Actor } from './run-record';

/** IAM as whoever looks at one user, and disables, meets it: throttled, refusing, a while behind the truth. */
export class ActingIam implements IamReaderPort, IamSwitchPort, IamTrailPort {
  protected readonly answers: IamAnswers;

  constructor(
    protected readonly world: World,
    private readonly actor: Actor,
    protected readonly process: Process,
  ) {
    this.answers = new IamAnswers(world);
  }

  /** Nobody but a run reads more than one user. */
  read(...[account]: Parameters<IamReaderPort['read']>): ReturnType<IamReaderPort['read']> {
    return Promise.reject(new Error(`no run reads ${account.name}`));
  }

  async readAgain(
    account: Account,
    userName: string,
    kind: StoppableKind,
    lastUseOf?: string,
  ): Promise<OwnerNow | undefined> {
    return this.#noting(account.id, userName, 'iam.readAgain', () => {
      const { chronicle, clock } = this.world;
      const operation = listOperations[kind];
      this.answers.assertAnswers(account.id, operation);
      const history = this.world.aws.find(account.id, userName);
      if (history && this.answers.hides(kind, history)) throw refused(account.id, operation);
      const user = this.answers.visible(history);
      if (!user) return Promise.resolve(undefined);
      const look = { at: clock.now, user };
      chronicle.visit(this.actor, account.id).lastLooks.set(`${kind} of ${userName}`, look);
      if (isTry(this.actor)) this.actor.looks.push(look);
      const held = asIamShows(user, kind, clock.now, lastUseOf);
      return Promise.resolve({ keys: [], ...held, readAt: new Date(clock.now), tags: user.tags });
    });
  }

  async disable(
    account: Account,
    userName: string,
    { kind, id }: StoppableRef,
  ): Promise<'disabled' | 'gone'> {
    return this.#noting(account.id, userName, 'iam.disable', () => {
      this.answers.assertAnswers(account.id, statusAction(kind));
      assertSwitches(this.world, account.id, kind);
      const { aws, chronicle, clock } = this.world;
      const user = aws.find(account.id, userName);
      const found = user?.now && stoppables(user.now).find((each) => each.id === id);
      if (!user || found?.kind !== kind) return Promise.resolve('gone');
      if (found.status === 'Inactive') return Promise.resolve('disabled');
      const before = statuses(aws, account.id);
      const wasOn = isOn(found, clock.now);
      if (kind === 'access-key') aws.setStatus(user, id, 'Inactive');
      else aws.setStatusOfOther(user, { kind, id }, 'Inactive');
      const after = statuses(aws, account.id);
      const touched = [...after].filter(([other, status]) => before.get(other) !== status);
      // Each disabling has its own last look.
      const { lastLooks } = chronicle.visit(this.actor, account.id);
      const lastLook = lastLooks.get(`${kind} of ${userName}`);
      lastLooks.delete(`${kind} of ${userName}`);
      chronicle.disablings.push({
        at: clock.now,
        ...(isTry(this.actor) && { press: this.actor }),
        ...(isRun(this.actor) && { run: this.actor }),
        accountId: account.id,
        ...{ kind, id, wasOn },
        lastLook,
        touched: touched.map(([other]) => other),
        isBegun: touched.every(([other]) => (chronicle.begun.get(other)?.size ?? 0) > 0),
      });
      chronicle.count(`${kind === 'access-key' ? 'key' : kind} disabled`);
      if (isTry(this.actor)) chronicle.count('key disabled by a press');
      return Promise.resolve('disabled');
    });
  }

  async whoDid(
    account: Account,
    call: MakersCall,
    of: CredentialOfUser,
  ): Promise<Maker | undefined> {
    return this.process.call('iam.whoDid', () => {
      this.answers.assertAnswers(account.id, 'cloudtrail:LookupEvents');
      const found = this.world.aws.whoDid(call, of.id, of.userName);
      return Promise.resolve(found && { arn: found.arn, mfa: true, isOwner: found.isOwner });
    });
  }

  async hasDisabled(account: Account, { id }: StoppableRef, since: Date): Promise<boolean> {
    return this.process.call('iam.hasDisabled', () => {
      this.answers.assertAnswers(account.id, 'cloudtrail:LookupEvents');
      const { disablings } = this.world.chronicle;
      return Promise.resolve(
        disablings.some((each) => each.id === id && each.at >= since.getTime()),
      );
    });
  }

  /** Whose disabling failed, and need not have come about. */
  async #noting<Answer>(
    accountId: string,
    userName: string,
    name: string,
    effect: () => Promise<Answer>,
  ): Promise<Answer> {
    try {
      return await this.process.call(name, effect);
    } catch (error) {
      this.world.chronicle.visit(this.actor, accountId).failedUsers.add(userName);
      throw error;
    }
  }
}

function statuses(aws: Aws, accountId: string): Map<string, string> {
  const all = aws.usersOf(accountId).flatMap(({ now }) => (now ? stoppables(now) : []));
  return new Map(all.map(({ id, status }) => [id, status]));
}
