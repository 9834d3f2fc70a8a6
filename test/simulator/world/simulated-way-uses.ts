import { AccountError } from '../../../functions/account-error';
import type { WayUses, WayUsesPort } from '../../../functions/ports/way-uses';
import type { MovingPerson, Span } from '../../../rules/person/asked';
import type { PersonsUse } from '../../../rules/person/see-moves';
import { IamAnswers, type World } from './iam-answers';
import type { Process } from './process';
import type { RunRecord } from './run-record';

/** CloudTrail’s events of sign-ins as one run meets them: late, throttled, refused, in part, or without an answer. */
export class SimulatedWayUses implements WayUsesPort {
  readonly #answers: IamAnswers;

  constructor(
    private readonly world: World,
    private readonly run: RunRecord,
    private readonly process: Process,
  ) {
    this.#answers = new IamAnswers(world);
  }

  async usesOf(...[{ id }, people, spans]: Parameters<WayUsesPort['usesOf']>): Promise<WayUses> {
    const { chronicle, clock, weather } = this.world;
    try {
      return await this.process.call('iam.usesOfWays', () => {
        this.#answers.assertAnswers(id, 'cloudtrail:LookupEvents');
        const told = spans.slice(0, weather.spansOfTrail(id, clock.now));
        const isWhole = told.length === spans.length;
        chronicle.count(isWhole ? 'told who uses another way in' : 'told of other ways in in part');
        const until = told.at(-1)?.until;
        const uses = told.flatMap((span) => people.flatMap((person) => this.#in(person, span)));
        if (isWhole && until)
          chronicle.visit(this.run, id).waysRead = { at: clock.now, until: until.getTime() };
        const failed = isWhole ? [] : ['simulated: no time left'];
        return Promise.resolve({ uses, ...(until && { readUntil: until }), failed });
      });
    } catch (error) {
      if (!(error instanceof AccountError)) throw error;
      return { uses: [], failed: [error.message] };
    }
  }

  /** The newest of each way that is open to them, as far as it is shown by now. */
  #in({ userId, ways, since }: MovingPerson, span: Span): PersonsUse[] {
    if (since >= span.until) return [];
    const { chronicle, clock } = this.world;
    const own = chronicle.moves.uses.filter(
      (use) => use.userId === userId && use.visibleAt <= clock.now,
    );
    return ways.flatMap((way) => {
      const newest = own.findLast(
        (use) => use.way === way && use.at >= +span.since && use.at <= +span.until,
      );
      return newest ? [{ userId, way, at: new Date(newest.at) }] : [];
    });
  }
}
