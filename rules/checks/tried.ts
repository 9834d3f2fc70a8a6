import type { CheckLine } from './check-answer';
import type { CheckWord } from './check-format';

/** What came of a call that changes nothing. Texts are of one line, and without secrets. */
export type Tried =
  | { readonly is: 'done'; readonly found: string }
  /** What only a call shows that changes something, and how far it was looked at. */
  | { readonly is: 'untried'; readonly found: string }
  | { readonly is: 'gone'; readonly found: string }
  /** By IAM, a policy of the thing's own, a service control policy, or the KMS key that it is under. */
  | { readonly is: 'refused'; readonly why: string }
  /** It is there, and good for nothing. `todo`: where more is known than what is wrong with all such things. */
  | { readonly is: 'unusable'; readonly found: string; readonly todo?: string }
  /** Nobody has answered, or nobody was asked. */
  | { readonly is: 'unanswered'; readonly why: string };

/** What to do where something is wrong, and where it stands how. */
interface Advice {
  /** Of what is gone, or refused; `refused` only where that is another thing to do. */
  readonly todo: string;
  readonly refused?: string;
  readonly page: string;
}

const inMonitorsStack = "run pulumi up in the monitor's stack";
const ofRole = `${inMonitorsStack}; where that changes nothing, a policy of the organization or of the thing itself, or its KMS key's, denies it`;

const advice: Readonly<Record<CheckWord, Advice>> = {
  event: {
    todo: 'ask with the version of the package that is deployed, or run pulumi up with this one',
    page: 'docs/run.md',
  },
  environment: { todo: inMonitorsStack, page: 'docs/runbooks/monitor-errors.md' },
  organization: {
    todo: 'run pulumi up in the stack of the management account, and look at its role that lists the accounts',
    page: 'docs/organization.md',
  },
  account: {
    todo: 'give it a stack, or add it to keyturn:accounts, and run pulumi up in the stack of the monitor',
    page: 'docs/runbooks/accounts-unread.md',
  },
  'audit-role': {
    todo: "run pulumi up in the account's stack, or look at the StackSet: the role must be there, and trust this function's role with its external id",
    page: 'docs/runbooks/accounts-unread.md',
  },
  'audit-right': {
    todo: "run pulumi up in the account's stack, or look at the StackSet; where that changes nothing, a service control policy denies it",
    page: 'docs/runbooks/accounts-unread.md',
  },
  ledger: {
    todo: `${inMonitorsStack}; restore the table first, if it is gone: without it nobody knows who was warned`,
    refused: ofRole,
    page: 'docs/reliability.md',
  },
  'notice-queue': { todo: inMonitorsStack, refused: ofRole, page: 'docs/runbooks/undelivered.md' },
  'action-queue': { todo: inMonitorsStack, refused: ofRole, page: 'docs/runbooks/undone.md' },
  'reports-bucket': {
    todo: inMonitorsStack,
    refused: ofRole,
    page: 'docs/runbooks/monitor-errors.md',
  },
  'slack-token': {
    todo: 'put the Bot User OAuth Token (xoxb-…) in the secret: the page of Slack says how',
    refused: ofRole,
    page: 'docs/slack.md#3-store-the-token',
  },
  'slack-app': {
    todo: 'install the app anew in the workspace, and put its token in the secret',
    page: 'docs/slack.md#3-store-the-token',
  },
  'slack-scope': {
    todo: 'add it to the app, and reinstall it',
    page: 'docs/slack.md#1-make-the-app',
  },
  'slack-channel': {
    todo: 'invite the app, or name another channel',
    page: 'docs/slack.md#4-invite-it',
  },
  'slack-user': { todo: 'correct the tag slack-id', page: 'docs/slack.md#5-check-all-of-it' },
  'signing-secret': {
    todo: "put the app's Signing Secret in the secret: the page of Slack says how",
    refused: ofRole,
    page: 'docs/slack.md#another-signing-secret',
  },
};

/** A line of the answer. */
export function lineOf(what: CheckWord, id: string, tried: Tried): CheckLine {
  const line = { what, id };
  const { todo, refused = todo, page } = advice[what];
  switch (tried.is) {
    case 'done':
      return { ...line, outcome: 'fine', found: tried.found };
    case 'untried':
      return { ...line, outcome: 'not-known', found: tried.found };
    case 'unanswered':
      return { ...line, outcome: 'not-known', found: tried.why };
    case 'unusable':
      return { ...line, outcome: 'wrong', found: tried.found, todo: tried.todo ?? todo, page };
    case 'gone':
      return { ...line, outcome: 'wrong', found: tried.found, todo, page };
    case 'refused':
      return { ...line, outcome: 'wrong', found: tried.why, todo: refused, page };
  }
}
