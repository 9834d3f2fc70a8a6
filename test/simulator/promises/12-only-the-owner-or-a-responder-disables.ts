import type { Company } from '../company';
import { whyNoRight } from '../truth/presses';
import type { Today } from '../truth/today';
import { RESPONDER } from '../world/press-hand';
import { DAY } from '../world/calendar';
import type { PressTry } from '../world/press-record';
import type { PromiseCheck } from './promise-check';

const MOST_STALE = 9 * DAY;

/**
 * Only the owner by the tags of the moment, or a responder, disables by a press, or gives the owner's word. A press in
 * a forwarded copy, under a message that is no longer true, or that is older than a disabling, does nothing, and whoever
 * pressed is told so. In their home people see their own keys alone.
 */
export const onlyTheOwnerOrAResponderDisables: PromiseCheck = function* (company, today) {
  for (const { press, id } of today.disablings) {
    const why = press && whyNoRight(company, press);
    if (why !== undefined) yield `${id} was disabled by a press, though ${why}`;
  }
  yield* seenByOthers(company, today);
  for (const attempt of triesOf(company, today)) yield* heardInVain(company, attempt);
};

function* heardInVain(company: Company, attempt: PressTry) {
  const { of: pressed, looks, recorded } = attempt;
  const { press, isForwarded, answers } = pressed;
  const isOwner = looks[0]?.user.tags['slack-id'] === press.by.id;
  if (recorded && (!isOwner || isForwarded || press.button !== recorded))
    yield `${press.by.id} pressed ${press.button}, and ${recorded} was recorded as the owner’s word`;
  const mayDisable = press.button !== 'disable-now' || press.by.id === RESPONDER;
  if (!mayDisable && answers.some(({ answer }) => answer.tellsTeam))
    yield `${press.by.id} may disable nothing, and what they pressed is told to the team`;
  const isDone = answers.some(({ answer }) => answer.outcome === 'disabled');
  const hasDisabled = pressed.tries.some((each) => each.begunAt !== undefined);
  if (isDone && !hasDisabled)
    yield `${press.by.id} was told that ${pressed.keyId} was disabled, which nobody had begun`;
}

/** By the tags of the last days: of an account that could not be read since the home shows what it was. */
function* seenByOthers({ aws, chronicle }: Company, { start }: Today) {
  for (const { at, slackId, about } of chronicle.homesShown)
    if (at >= start && about.kind === 'home-view')
      for (const { key, userName } of about.keys) {
        const states = aws.ownerOf(key.id)?.between(at - MOST_STALE, at) ?? [];
        if (!states.some((user) => user?.tags['slack-id'] === slackId))
          yield `${slackId} saw ${key.id} of ${userName} in their home, and it is another’s`;
      }
}

function triesOf({ chronicle }: Company, { start }: Today): readonly PressTry[] {
  const presses = [...chronicle.presses.values()];
  return presses.flatMap(({ tries }) => tries).filter(({ startedAt }) => startedAt >= start);
}
