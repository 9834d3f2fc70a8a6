import type { NoticeAnswer } from '../../rules/ledger';
import type { LocalDate } from '../../rules/model';
import { addresseeOf, type UserNotice } from '../../rules/notices';
import { isSlackChannelId } from '../../rules/formats';
import type { Rotation } from '../../rules/rotation';
import { channelLink, code, mrkdwn, type Mrkdwn } from './mrkdwn';

/** Who will read the message, and what only the delivery knows. */
export type Reader = {
  /** The infrastructure team's channel: where questions are asked. */
  readonly teamChannel: string;
  /** For a warning: the day on which the key stops, reckoned from this delivery. */
  readonly stopsOn?: LocalDate;
  /** What the company says of rotating. */
  readonly rotation: Rotation;
  /**
   * Where buttons can be pressed; absent: no message has any. `canDisable`: responders are named, who may disable a key at
   * once.
   */
  readonly press?: { readonly canDisable: boolean };
  /** What the owner of a new key said of it, once they did. */
  readonly answer?: NoticeAnswer;
} & ({ readonly audience: 'owner' } | { readonly audience: 'team'; readonly owner: OwnerOutcome });

/** What became of the private message before the team's copy is sent. */
export type OwnerOutcome =
  | { readonly is: 'told' }
  /** Slack has not answered yet, as far as is known. */
  | { readonly is: 'pending' }
  /** It can't be delivered for good; the code is Slack's. */
  | { readonly is: 'failed'; readonly code: string }
  /** No valid Slack id is known, or this news is the team's alone. */
  | { readonly is: 'not-addressed' };

/** Whether the team must do the telling. */
export function mustPassOn(reader: Reader): boolean {
  return (
    reader.audience === 'team' &&
    (reader.owner.is === 'failed' || reader.owner.is === 'not-addressed')
  );
}

/** On the lock screen: that there is something to do, and for whom. */
export function passOn(reader: Reader): Mrkdwn {
  return mustPassOn(reader) ? mrkdwn` They could not be told: please do.` : mrkdwn``;
}

/** In the team's copy of a notice: whether its addressee knows. Nobody is pinged: who was told need not be twice. */
export function whoKnows(notice: UserNotice, outcome: OwnerOutcome): Mrkdwn {
  const slackId = addresseeOf(notice) ?? '';
  switch (outcome.is) {
    case 'told':
      return isSlackChannelId(slackId)
        ? mrkdwn`✅ Told in ${channelLink(slackId)}. Nothing to do here.`
        : mrkdwn`✅ Told by a private message. Nothing to do here.`;
    case 'pending':
      return mrkdwn`⏳ A private message is on its way. Nothing to do here.`;
    case 'failed':
      return mrkdwn`⚠️ *Not told:* Slack can't deliver to ${code(slackId)}: ${explained(outcome.code)}. Please tell them what follows.`;
    case 'not-addressed':
      return mrkdwn`⚠️ *Not told:* no valid ${code('slack-id')} tag says whom to message. Please tell them what follows, and set the tag.`;
  }
}

const explanations: Readonly<Record<string, string>> = {
  account_inactive: 'that Slack account is deactivated',
  channel_not_found: 'the app sees no such channel or user',
  is_archived: 'that channel is archived',
  messages_tab_disabled: "the app's Messages tab is switched off",
  not_in_channel: 'the app is not a member of that channel',
  team_access_not_granted: 'the app is not installed in that workspace of the organization',
  user_disabled: 'that Slack account is deactivated',
  user_not_found: 'there is no such Slack user',
};

function explained(slackCode: string): Mrkdwn {
  const words = explanations[slackCode];
  return words === undefined ? code(slackCode) : mrkdwn`${words} (${code(slackCode)})`;
}
