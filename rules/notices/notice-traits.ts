import type { StatusCallName } from '../credentials';
import type { CredentialRef, StoppableRef } from '../credentials/credential';
import type { KeyFacts, Maker } from './fields';
import type { RecentUse } from './recent-uses';

/** A call of which CloudTrail is asked who made it. */
export type MakersCall = 'CreateAccessKey' | StatusCallName;

/** The kinds of notices that tell of Keyturn's own deeds. */
interface OfDeed {
  readonly kind: 'key-disabled' | 'credential-disabled';
}

/** What the rules know of a kind of notice: all that tells one kind from another, said where the kind is. */
export interface NoticeTraits<AboutUser> {
  /** The number of its shape: see `rules/stored-versions.ts`. */
  readonly version: number;
  /** Of one that older versions read as well: the number that they know. */
  versionOf?(notice: AboutUser): number;
  /**
   * Who is told: `team`: the team's channel; `owner`: besides it the owner, where they have a Slack id; `owner-alone`: the
   * owner, and no copy for the team.
   */
  readonly to: 'owner' | 'owner-alone' | 'team';
  /** The owner must hear it: where they can't be told, the team's own message stands in, and no digest. */
  readonly isOwnersNews: boolean;
  /** It names the day on which something stops, which is reckoned anew when it is delivered. */
  readonly warns: AboutUser extends { readonly stopsOn: unknown } ? true : false;
  /**
   * What becomes of it where it was not delivered. An `event`, which others made happen, stays news, also in a dry
   * run; a `deed` of ours is recorded before it is done, so it is told if it was done; a `task` is told as long as it
   * is to be done. The deed is the disabling of a credential: whether another one was done, nobody could say.
   */
  readonly tells: AboutUser extends OfDeed ? 'deed' : 'event' | 'task';
  /** What it is about; undefined where that is no credential, or the notice can't say which. */
  credential(
    notice: AboutUser,
  ): AboutUser extends OfDeed ? StoppableRef : CredentialRef | undefined;
  /** Whom it names, as CloudTrail has them; absent where it names nobody. */
  readonly maker?: {
    /** What they did. */
    call(notice: AboutUser): MakersCall;
    /** Whether it is to be asked who they are: it is not known yet, and somebody there was. */
    isMissing(notice: AboutUser): boolean;
    /** The notice with them; undefined where CloudTrail does not know. */
    filled(notice: AboutUser, maker: Maker | undefined): AboutUser;
  };
  /** The access key of which it shows who used it of late, as CloudTrail has them; absent where it shows none. */
  readonly recentUses?: {
    /** So many days back CloudTrail is asked. */
    readonly days: number;
    key(notice: AboutUser): KeyFacts;
    /** The notice with them. */
    filled(notice: AboutUser, uses: RecentUse[]): AboutUser;
  };
  /** In some words, so that a line of the summary can say what became of it. */
  name(notice: AboutUser): string;
  /** What was done, as the report says it of a notice that was told. */
  deed(notice: AboutUser): string;
  /** What a forecast says; absent for news of what others did, and of what stands there already. */
  readonly forecast?: {
    readonly event: 'remind' | 'password-reminder';
    /** What comes after it, and when. */
    until(notice: AboutUser): string;
  };
}

/** Of news of what others did, which is the team's alone: nobody need be warned of it or told it themselves. */
export const teamNews = {
  to: 'team',
  isOwnersNews: false,
  warns: false,
  tells: 'event',
} as const;
