import { tokenCodes } from './codes';

/** Of codes with which Slack refuses a token: what it means, and what to do. */
const ofToken: Readonly<Record<string, string>> = {
  access_denied: 'the app may not do that in this workspace: ask its administrator',
  accesslimited: 'Slack takes it from some networks only, and not from this one',
  account_inactive: "the app's own account, or the workspace, is deactivated: install the app anew",
  enterprise_is_restricted: 'it is of an Enterprise organization, and one of a workspace is needed',
  invalid_auth:
    "it is no token of this workspace's Slack, or Slack takes none from this address: copy the Bot User OAuth Token (xoxb-…) from the app's page, OAuth & Permissions",
  not_allowed_token_type: "it is of another kind: a bot's token (xoxb-…) is needed",
  org_login_required: 'the workspace is moving to an Enterprise organization: try again after that',
  team_access_not_granted: 'the app is not installed in this workspace of the organization',
  token_expired: 'it is past its end: the app is to have token rotation off',
  token_revoked: 'the app was uninstalled, or its token taken back: install it anew',
  two_factor_setup_required: 'whoever installed the app must set up two-factor authentication',
};

/** Whether a refusal is of the token, whatever was asked for: no other call can succeed either. */
export function isOfAnyCall(code: string): boolean {
  return tokenCodes.has(code) || code === 'account_inactive' || code === 'not_allowed_token_type';
}

/** A refusal of the token, in one line. */
export function refusedToken(code: string): string {
  const why = ofToken[code];
  return `Slack refuses the token (${code})${why === undefined ? '' : `: ${why}`}`;
}

/** Of why Slack can't be had: what to look at. */
const ofService: readonly (readonly [code: RegExp, hint: string])[] = [
  [/^unreachable$/, 'nobody answers there: look at the network, a proxy, and the address'],
  [/^(connection_lost|timed_out)$/, 'the network, or a proxy, lost the answer: try again'],
  [/^unexpected_answer$/, 'who answers there is not Slack: is it a proxy, or a sign-in page?'],
  [/^rate_limited$/, 'it was asked too much of late: try again in some minutes'],
  [/^http_(403|407)$/, 'something between here and Slack forbids it, such as a proxy'],
  [/^http_404$/, 'nothing of Slack is at that address'],
];

/** Why Slack can't be had, in one line. */
export function unavailable(code: string, apiUrl: string): string {
  const hint = ofService.find(([codes]) => codes.test(code))?.[1];
  const what = hint ?? "Slack's own trouble: https://slack-status.com shows it";
  return `Slack can't be reached at ${apiUrl}: ${code}: ${what}`;
}
