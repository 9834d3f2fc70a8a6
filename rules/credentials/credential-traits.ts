import type { IamUser, Unknown } from '../model';
import type { UserType } from '../tags';
import type { Credential, CredentialKind, StoppableKind } from './credential';
import type { Mode } from './mode';

/** What the rules know of a kind of credential. */
export interface CredentialTraits {
  /** In a sentence about one user: `the key`. */
  readonly label: string;
  /** One and several of the kind: `SSH key`, `SSH keys`. */
  readonly nouns: readonly [one: string, several: string];
  /** Among others of its kind: `key …1234`. */
  name(id: string): string;
  /** The calls, as CloudTrail names them, of which the team hears within minutes: what each is to them, `newsOf` says. */
  readonly events: readonly string[];
  /**
   * How one that is past its day stops. `inactivate`: Keyturn sets it to Inactive, where its owner was warned and no
   * exemption holds; `expires-itself`: AWS does, and knows of neither.
   */
  readonly stop: 'inactivate' | 'expires-itself';
  /** What is done about those that grow old; `chosen`: what a company says, and nothing but reporting where it says nothing. */
  readonly mode: Mode | 'chosen';
  /** The types of users of whom one that grows old is spoken of; of a user without a type nothing is. */
  readonly remindedOf: readonly UserType[];
  /**
   * Whether the ledger keeps a record of each: of what is listed user by user, so that one that can't be seen is not
   * taken for gone, and of what Keyturn stops, which it records before it does so.
   */
  readonly isRecorded: boolean;
  /** From when on IAM notes when one was last used; absent where it does not tell: then nobody can call one unused. */
  readonly usesNotedFrom?: Date;
  /** Those that the user has, or that it is not known, and why. */
  heldBy(user: IamUser): readonly Credential[] | Unknown;
}

/** What of a user the kinds that can be stopped are held by: all that the last look reads again. */
export type Holder = Pick<
  IamUser,
  'keys' | 'keysUnknown' | 'serviceCredentials' | 'sshKeys' | 'signingCertificates'
>;

/** Of a kind that the disabling can stop: it asks nothing else of a user than the last look knows. */
export interface StoppableTraits extends CredentialTraits {
  heldBy(user: Holder): readonly Credential[] | Unknown;
  /** By what one is disabled, and enabled again. */
  readonly statusCall: StatusCall;
}

/** IAM's call that sets one of the kind to Active or Inactive. */
export interface StatusCall {
  /** `UpdateAccessKey`: as IAM, its policies and CloudTrail have it. */
  readonly name: string;
  /** Where CloudTrail has the id among what was asked for: the field of the request, whose first letter it writes small. */
  readonly idField: string;
}

/** The traits of every kind: of one that the disabling can't stop, none may promise that Keyturn does. */
export type TraitsByKind = {
  readonly [Kind in CredentialKind]: Kind extends StoppableKind
    ? StoppableTraits
    : CredentialTraits & {
        readonly stop: Exclude<CredentialTraits['stop'], 'inactivate'>;
        readonly mode: Exclude<CredentialTraits['mode'], 'disable' | 'chosen'>;
      };
};
