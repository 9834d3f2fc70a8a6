import {
  secretArnPattern,
  slackAppIdPattern,
  slackSigningSecretPattern,
  slackTeamIdPattern,
  slackUserIdPattern,
} from '../../rules/formats';
import { kmsKeyArn, slackIds, text, uniqueList } from './fields';

/** The keys of the monitor's account by which people answer in Slack. */
export const slackAnswerKeys = {
  slackSigningSecret: text(slackSigningSecretPattern, "the signing secret of Slack's app")
    .optional()
    .meta({
      description:
        "The signing secret of Slack's app, as a secret: pulumi config set --secret keyturn:slackSigningSecret. With slackAppId, messages have buttons, and Slack may call the stack's output slackRequestUrl. Either this or slackSigningSecretArn. When it is changed, the one before stays valid until the next change.",
    }),
  slackSigningSecretArn: text(
    secretArnPattern,
    'the whole ARN of a Secrets Manager secret, which ends in - and the six characters that AWS adds to its name',
  )
    .optional()
    .meta({
      description:
        "The Secrets Manager secret that holds the signing secret of Slack's app, alone or as signingSecret in JSON. Either this or slackSigningSecret.",
    }),
  slackSigningSecretKmsKeyArn: kmsKeyArn.optional().meta({
    description:
      'The KMS key of the secret slackSigningSecretArn, only with it. Without it, the key that AWS manages for Secrets Manager.',
  }),
  slackAppId: text(slackAppIdPattern, "the id of Slack's app (A…): Basic Information, App ID")
    .optional()
    .meta({
      description:
        "The id of Slack's app (A…), which the signing secret needs: what other apps send is refused.",
    }),
  slackTeams: uniqueList(
    text(slackTeamIdPattern, 'the id of a Slack workspace (T…) or organization (E…)'),
    'workspace',
  )
    .min(1)
    .optional()
    .meta({
      description:
        "Slack's ids of the workspaces (T…) or organizations (E…) whose people may press, only with the signing secret. Without it, wherever the app is installed.",
    }),
  responders: uniqueList(text(slackUserIdPattern, slackIds.user), 'person').optional().meta({
    description:
      "Slack's ids of the people (U… or W…) who may disable any key by a button, machines' too; only with the signing secret. Without it, only a key's owner may disable it by one.",
  }),
};
