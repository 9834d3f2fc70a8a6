import type { Partition } from '../../rules/arn';

/** What was asked, and where: what an error means depends on it. */
export interface Circumstances {
  readonly region: string;
  readonly partition: Partition;
  /** In IAM's words, such as `sts:AssumeRole`. */
  readonly operation?: string;
}

/** An error by AWS's or Node's name for it, by what it says, or by both; and what to do about it. */
interface Hint {
  readonly name?: RegExp;
  readonly says?: RegExp;
  readonly todo: string | ((circumstances: Circumstances) => string);
}

const denied = /^(AccessDenied|Unauthorized|NotAuthorized)/;
/** The credentials' chain has no other names for what goes wrong in it. */
const ofChain = /^(CredentialsProviderError|TokenProviderError|ProviderError)$/;
const signIn =
  'sign in, name another --profile, or run it as aws-vault exec <profile> -- keyturn …';

/** The first that fits. Nothing is decided by them. */
const hints: readonly Hint[] = [
  {
    name: /^(RequestTimeTooSkewed|RequestInTheFuture|RequestExpired)/,
    todo: "this machine's clock is wrong: set it",
  },
  {
    name: /^(SignatureDoesNotMatch|InvalidSignature)/,
    says: /Signature (expired|not yet current)/,
    todo: "this machine's clock is wrong: set it",
  },
  {
    name: /^(SignatureDoesNotMatch|InvalidSignature|IncompleteSignature)/,
    todo: 'the secret access key is not that of the key: was it copied in full?',
  },
  {
    name: /^ExpiredToken/,
    todo: 'the session is over: sign in again (aws sso login, aws login, or a new aws-vault exec)',
  },
  {
    name: ofChain,
    says: /expired|\baws sso login\b|\baws login\b|reauthenticate|UnauthorizedException/i,
    todo: 'the session is over: sign in again (aws sso login, or aws login)',
  },
  {
    name: denied,
    says: /MultiFactorAuthentication failed/,
    todo: 'a code of an MFA device is good once, and for half a minute: wait for the next one',
  },
  {
    name: denied,
    says: /explicit deny in a (service|resource) control policy/,
    todo: "the organization's policy forbids it, whatever the account allows",
  },
  {
    name: denied,
    says: /explicit deny/,
    todo: 'a policy forbids it, whatever others allow: one that asks for MFA, as a rule. aws-vault exec <profile> -- keyturn … signs in with it',
  },
  {
    name: denied,
    todo: ({ operation }) =>
      operation === 'sts:AssumeRole'
        ? 'there is no such role, or its trust does not name these credentials, or asks for MFA or an --external-id'
        : 'docs/cli.md has the permissions that it takes',
  },
  {
    name: /^(InvalidClientTokenId|UnrecognizedClient|InvalidAccessKeyId|AuthFailure)/,
    todo: ({ region, partition }) =>
      `no such key works in ${region}: it was deleted or switched off, is of another partition than ${partition} (then say --region), or of a session without MFA`,
  },
  {
    name: /^(RegionDisabled|OptInRequired)/,
    todo: ({ region }) => `${region} is not switched on for the account: name another --region`,
  },
  {
    name: /^AWSOrganizationsNotInUse/,
    todo: 'the account is in no organization: name the accounts with --accounts',
  },
  {
    name: /^ResourceNotFound/,
    todo: ({ region }) =>
      `there is none of that name in ${region}, in the account whose credentials these are: name another --region, or the profile of the account that has it (of a ledger --ledger-profile)`,
  },
  {
    name: /^NoSuchBucket/,
    todo: "the monitor's stack names its bucket: pulumi stack output reportsBucketName",
  },
  {
    name: /^(Throttl|TooManyRequests|LimitExceeded|RequestLimitExceeded|SlowDown)/,
    todo: 'AWS was asked too much of late: try again in some minutes',
  },
  {
    name: /CERT|^UNABLE_TO_|SELF_SIGNED/,
    todo: 'something between here and AWS, such as a proxy, shows a certificate of its own: NODE_EXTRA_CA_CERTS=<file of its CA> trusts it',
  },
  {
    name: /^(NotOfAws|SyntaxError)$/,
    todo: 'something between here and AWS answers in its place, such as a proxy or a sign-in page',
  },
  {
    name: /^(ENOTFOUND|EAI_AGAIN)$/,
    todo: ({ region }) => `is there a network, and a region ${region}?`,
  },
  {
    name: /^(E[A-Z]+|TimeoutError)$/,
    todo: 'look at the network, a VPN, a proxy; then try again',
  },
  { says: /a code of the MFA device/, todo: 'run it in a terminal, or under aws-vault exec' },
  {
    name: ofChain,
    says: /using profile/,
    todo: `~/.aws/config and ~/.aws/credentials have none for it: ${signIn}`,
  },
  { name: ofChain, todo: signIn },
];

/** What to do about an error, by its own name or its causes'; undefined where nothing is known of it. */
export function hintFor(error: unknown, circumstances: Circumstances): string | undefined {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { message } = cause;
    const names = [cause.name, 'code' in cause ? String(cause.code) : ''];
    const found = hints.find(
      ({ name, says }) =>
        (name === undefined || names.some((each) => name.test(each))) &&
        (says === undefined || says.test(message)),
    );
    if (found) return typeof found.todo === 'string' ? found.todo : found.todo(circumstances);
  }
  return undefined;
}
