import type { CopiedRole } from '../../rules/identity-center/permission-sets';
import type { CustomRotation } from '../../rules/rotation';
import type { Settings } from '../../rules/settings';
import type { AccountKind } from './stack-keys';

/** A role that engineers may be given. */
export interface DeclaredRole {
  /** As engineers.yaml names it: `production/deploy`. */
  readonly reference: string;
  readonly arn: string;
  readonly maxSessionHours: number;
  /** What it may do, and what it is for; undefined of a role that is made elsewhere. */
  readonly permissions?: CopiedRole['permissions'];
}

/** An account as its stack's config declares it. The account's name is the stack's. */
export interface DeclaredAccount {
  readonly name: string;
  readonly id: string;
  readonly kinds: readonly AccountKind[];
  readonly region: string;
  readonly partition: string;
  readonly roles: readonly DeclaredRole[];
  /** The application of account access manager's that its roles trust. */
  readonly accountAccessApplicationArn?: string;
  readonly auditRoleName: string;
  /** Whether a StackSet makes its audit role, and not its own stack. */
  readonly coveredByStackSet: boolean;
  /** Undefined where the config has none. */
  readonly externalId?: string;
  /** Whether the monitor may disable anything in it. */
  readonly allowDisable: boolean;
  /** Whether its monitor takes presses, which the monitor's account declares. */
  readonly takesPresses: boolean;
  /** Whether it names people whose presses disable any key, likewise. */
  readonly hasResponders: boolean;
  /**
   * The numbers of the rules, which the monitor's account declares; and what may be done about each kind of credential,
   * which every account does.
   */
  readonly settings: Settings;
  /** The company's own tool for rotating, which the monitor's account declares. */
  readonly customRotation?: CustomRotation;
}
