import type { Account } from '../../rules/model';

/** Which accounts there are. */
export interface AccountsPort {
  list(): Promise<readonly Account[]>;
}
