/**
 * The form of texts that are said in more than one place, each once: in stack files and programs, in what the functions
 * are given, in what is stored. What AWS or Slack would refuse is refused before anything is made of it; test/aws-texts/
 * holds them to AWS's own models. No import: stacks' programs, the command's first steps and the functions have it.
 */

export const accountIdPattern = /^\d{12}$/;

export const organizationIdPattern = /^o-[a-z0-9]{10,32}$/;

/** An organizational unit, or an organization's root. */
export const organizationalUnitIdPattern = /^(ou-[0-9a-z]{4,32}-[0-9a-z]{8,32}|r-[0-9a-z]{4,32})$/;

/** The name of a role, a user or a policy. */
export const iamNamePattern = /^[\w+=,.@-]{1,64}$/;

/** What IAM calls the root user in the credential report; no user may have such a name. */
export const rootUserName = '<root_account>';

/** How STS lets a session of a role be called: as a user, but for users of one sign. */
export const roleSessionNamePattern = /^[\w+=,.@-]{2,64}$/;

/** A group's name of at most so many signs, of IAM's 128. */
export function groupNamePattern(longest: number): RegExp {
  return new RegExp(`^[\\w+=,.@-]{1,${longest}}$`);
}

/**
 * A user's name in IAM Identity Center, as far as the tag of an IAM user takes it: no space, and of the punctuation that
 * Identity Store knows `_ . : / = + - @`.
 * https://docs.aws.amazon.com/singlesignon/latest/IdentityStoreAPIReference/API_CreateUser.html
 */
export const identityCenterNamePattern = /^[\p{L}\p{N}_.:/=+\-@]{1,128}$/u;

/** A user's path. */
export const iamPathPattern = /^\/([\x21-\x7e]{1,510}\/)?$/;

/** What IAM takes for a tag's value, as far as a person's name needs it. */
export const fullNamePattern = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u;

/**
 * Why somebody is exempt, or who allowed it: what IAM takes for a tag's value, which does not begin with `aws:`, and in
 * which something is said.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_tags.html
 */
export const exemptionTextPattern =
  /^(?![aA][wW][sS]:)(?=[\p{Z}_.:/=+\-@]*[\p{L}\p{N}])[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u;

/** What such a text is, in words. */
export const exemptionTextTakes =
  '1 to 256 letters, digits, spaces and _ . : / = + - @, not signs alone, and not aws: in front (it becomes an AWS tag)';

/** What of a text it is that no tag's value takes: a sign, or its length; undefined where it is neither. */
export function foreignToTag(text: string): string | undefined {
  const foreign = /[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u.exec(text);
  if (foreign) return JSON.stringify(foreign[0]);
  const { length } = [...text];
  return length > 256 ? `${length} characters` : undefined;
}

/** A path under which a role's ARN is one that a policy can name: IAM takes more signs, `*` and `?` among them. */
export const rolePathPattern = /^(?=.{1,512}$)\/([\w+=,.@-]+\/)*$/;

/** What a role is for: Latin-1, which has no – and no ł. */
export const roleDescriptionPattern = /^[\t\n\r\x20-\x7e\xa1-\xff]{0,1000}$/;

/** What of a role's description IAM does not take; undefined where it is only too long, or right. */
export function foreignTo(description: string): string | undefined {
  return [...description].find((sign) => !roleDescriptionPattern.test(sign));
}

/** The ARN of one role: no pattern, and nothing else's ARN. */
export const roleArnPattern =
  /^arn:aws[a-z-]*:iam::\d{12}:role\/(?=.{1,575}$)([\w+=,.@-]+\/)*[\w+=,.@-]{1,64}$/;

/** An application of account access manager's, by which people of Identity Center take on roles. */
export const accountAccessApplicationArnPattern =
  /^arn:aws[a-z-]*:account-access:[a-z0-9]+(-[a-z0-9]+)*:\d{12}:application\/[A-Za-z0-9-]{1,256}$/;

/** An instance of IAM Identity Center, whose ARN names neither region nor account. */
export const identityCenterInstanceArnPattern =
  /^arn:aws(-[a-z]{1,5}){0,3}:sso:::instance\/(sso)?ins-[A-Za-z0-9.-]{16}$/;

export const identityStoreIdPattern =
  /^(d-[0-9a-f]{10}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})$/;

/** Where people of Identity Center sign in. */
export const accessPortalPattern = /^https:\/\/[\w.-]+(\/[\w/-]*)?$/;

/** Account access manager's, by which tools ask it for credentials. */
export const accountAccessTenantPattern = /^aa-[a-z0-9-]{0,21}$/;

/** What a group of Identity Center's is called: its display name. */
export const identityCenterGroupNamePattern = /^[\p{L}\p{M}\p{S}\p{N}\p{P} ]{1,1024}$/u;

/** What a person is called in Identity Center, often an address. */
export const identityCenterUserNamePattern = /^[\p{L}\p{M}\p{S}\p{N}\p{P}]{1,128}$/u;

export const permissionSetNamePattern = /^[\w+=,.@-]{1,32}$/;

/** What a permission set is for: Latin-1 as a role's, and shorter. */
export const permissionSetDescriptionPattern = /^[\t\n\r\x20-\x7e\xa1-\xff]{1,700}$/;

/** A managed policy, AWS's own or an account's. */
export const managedPolicyArnPattern =
  /^arn:aws[a-z-]*:iam::(aws|\d{12}):policy\/(?=.{1,639}$)([\w+=,.@-]+\/)*[\w+=,.@-]{1,128}$/;

/** What both sides show when a role of another account is assumed. */
export const externalIdPattern = /^[\w+=,.@:/-]{2,1224}$/;

export const kmsKeyArnPattern = /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]{1,64}$/;

export const eventBusArnPattern =
  /^arn:aws[a-z-]*:events:[a-z]+-[a-z]+-[\w-]+:\d{12}:event-bus\/[\w./-]{1,256}$/;

/** The whole one: with the - and the six signs that Secrets Manager adds to the name. A policy matches no other. */
export const secretArnPattern =
  /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:[\w/+=.@-]{1,512}-[A-Za-z0-9]{6}$/;

/** A standard topic: CloudWatch's alarms publish to no other. */
export const topicArnPattern = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:[\w-]{1,256}$/;

/** What S3 takes as a bucket's name: https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
export const bucketNamePattern =
  /^(?!xn--|sthree-|\d+\.\d+\.\d+\.\d+$)(?!.*\.\.)[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

export const codeSigningConfigArnPattern =
  /^arn:aws[a-z-]*:lambda:[a-z0-9-]+:\d{12}:code-signing-config:csc-[a-z0-9]{17}$/;

/** As SQS answers with it; an emulated one's has no TLS. */
export const fifoQueueUrlPattern = /^https?:\/\/[^\s/]+\/\S+\.fifo$/;

/** An address that mail servers take: ASCII. */
export const emailPattern =
  /^(?:[A-Za-z0-9_'+-]+\.)*[A-Za-z0-9_'+-]*[A-Za-z0-9_+-]@(?:[A-Za-z0-9][A-Za-z0-9-]*\.)+[A-Za-z]{2,}$/;

/** Slack's ids: a user's begins with U or W, a channel's with C or G. */
export const slackUserIdPattern = /^[UW][A-Z0-9]{8,20}$/;
export const slackChannelIdPattern = /^[CG][A-Z0-9]{8,20}$/;

export function isSlackUserId(text: string): boolean {
  return slackUserIdPattern.test(text);
}

export function isSlackChannelId(text: string): boolean {
  return slackChannelIdPattern.test(text);
}

/** A bot's token, whole: what was copied in part is none. */
export const slackBotTokenPattern = /^xoxb-[\w-]{10,250}$/;

/** With which Slack signs what it sends. A token, which people take for it, is none. */
export const slackSigningSecretPattern = /^(?!xox|xapp-)[\x21-\x7e]{16,200}$/;

/** Slack's id of an app. */
export const slackAppIdPattern = /^A[A-Z0-9]{8,20}$/;

/** Slack's ids: a workspace's begins with T, that of an organization (Enterprise Grid) with E. */
export const slackTeamIdPattern = /^[TE][A-Z0-9]{2,20}$/;

/**
 * Where Slack's methods are: `https://slack.com/api/`, `https://slack-gov.com/api/`, or a proxy before them. Slack asks
 * for TLS (https://docs.slack.dev/apis/web-api), and what is called has the bot's token with it: without TLS is only
 * an emulated Slack, on the machine itself.
 */
export const slackApiUrlPattern =
  /^(https:\/\/[\w.-]+|http:\/\/127\.0\.0\.1)(:\d+)?\/([\w.-]+\/)*api\/$/;

/** A day, YYYY-MM-DD; `isLocalDate` says whether it exists. */
export const datePattern = /^\d{4}-\d{2}-\d{2}$/;

/** HH:MM. */
export const timeOfDayPattern = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Of a Pulumi component whose name becomes that of things in AWS, with some signs after it. */
export const componentNamePattern = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
