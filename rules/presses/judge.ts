import { firstReason } from '../first-reason';
import type { NoticeAnswer } from '../ledger';
import type { Reporter } from '../notices';
import { because, counts, disables, isSent, type OfLedger } from './checks';
import type { PressFacts, PressReason } from './facts';
import type { Press } from './press';

/** What a press does. Nothing of it enables, delays, exempts or releases anything. */
export type Judgement =
  /** Nothing but to tell whoever pressed, and them alone. */
  | { readonly do: 'say'; readonly why: PressReason }
  /** It is nobody's word, and the team must hear it all the same. */
  | { readonly do: 'tell-team'; readonly why: PressReason }
  /** What the owner said is recorded, and the team sees it. */
  | {
      readonly do: 'record-answer';
      readonly answer: 'mine' | 'not-mine';
      readonly why: PressReason;
    }
  /** `answer`: it is recorded, too. */
  | {
      readonly do: 'disable';
      readonly as: Reporter['as'];
      readonly answer?: 'not-mine';
      readonly why: PressReason;
    }
  /** What is left to be done is looked up, and told to whoever pressed. */
  | { readonly do: 'look'; readonly why: PressReason };

/** Why a press does nothing, where the ledger alone says so: what the button says is not even looked up. */
export function whyNotAsked(facts: OfLedger): PressReason | undefined {
  return firstReason(isSent, facts);
}

/** What is done about a press, and why: the first check that speaks is the reason. */
export function judge(facts: PressFacts): Judgement {
  const against = firstReason(isSent, facts) ?? firstReason(counts, facts);
  if (against)
    return isReportOfGone(facts, against)
      ? { do: 'tell-team', why: against }
      : { do: 'say', why: against };
  switch (facts.press.button) {
    case 'mine':
      return judgeMine(facts);
    case 'not-mine': {
      const why = firstReason(disables, facts);
      const answer = 'not-mine';
      if (why) return { do: 'record-answer', answer, why };
      return { do: 'disable', as: 'owner', answer, why: because('reported', 'disabled') };
    }
    case 'disable-now': {
      const why = firstReason(disables, facts);
      if (why) return { do: 'say', why };
      return { do: 'disable', as: 'responder', why: because('reported', 'disabled') };
    }
    case 'look-now':
      return { do: 'look', why: because('look', 'its owner asks how it stands') };
  }
}

/**
 * Of a user whom IAM does not find under that name nobody can say whose the tags are by now. Whoever was asked says all the
 * same that somebody else has their key, which may go on under another name: the team must hear it.
 */
function isReportOfGone({ press, notice }: PressFacts, { code }: PressReason): boolean {
  const wasAsked = notice?.notice?.owner.slackId === press.by.id;
  return code === 'user-gone' && press.button === 'not-mine' && wasAsked;
}

/** The first answer stays; that it was not them may be said afterwards, and is never taken back. */
function judgeMine({ answer, press }: PressFacts): Judgement {
  const said = answer && !isAnswerOf(press, answer) ? answer.said : undefined;
  if (said === 'not-mine')
    return {
      do: 'say',
      why: because(
        'answered',
        'you said before that it was not you; nothing in Slack takes that back',
      ),
    };
  if (said === 'mine')
    return { do: 'say', why: because('answered', 'you said so before, and the team knows') };
  return { do: 'record-answer', answer: 'mine', why: because('mine', 'the team knows') };
}

/** Whether an earlier delivery of the press has come as far as that. */
export function isAnswerOf({ button, by, at }: Press, answer: NoticeAnswer): boolean {
  return answer.said === button && answer.by === by.id && +answer.at === +new Date(at);
}
