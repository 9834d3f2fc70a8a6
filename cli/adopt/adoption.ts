import type { Decisions } from './decide';
import type { DeclaredUser } from './engineers-document';
import type { PlannedGroup } from './groups';
import type { Home } from './home';
import type { Imported } from './import-file';
import type { AdoptOptions } from './options';
import type { FoundAccount } from './read-account';
import type { WrittenFile } from './write-files';

/** All that one run came to. */
export interface Adoption {
  readonly home: Home;
  readonly account: FoundAccount;
  readonly decisions: Decisions;
  /** Who stood in engineers.yaml before. */
  readonly declared: readonly DeclaredUser[];
  readonly imported: readonly Imported[];
  /** Of the stack, with the users of the file as it is now. */
  readonly groups: readonly PlannedGroup[];
  readonly options: AdoptOptions;
  /** Whether Slack was asked who is behind the e-mail addresses. */
  readonly askedSlack: boolean;
  readonly files: readonly WrittenFile[];
}
