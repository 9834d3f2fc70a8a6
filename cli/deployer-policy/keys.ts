import { makesKey } from '../../rules/encryption';
import { needsOf, type Need } from '../../rules/deployer/needs';
import { namesOfMonitor } from '../../rules/names';
import { isInteractive } from '../../stacks/config/slack-answers';
import type { Account } from './account';

/** What the monitor's stack needs of KMS: a key that it makes, and the key with which its things are encrypted. */
export function keyNeeds(account: Account, monitorName: string): readonly Need[] {
  const { alias, key } = arnsOf(account, monitorName);
  const { kmsKeyArn, createKmsKey } = account.wanted.plan.config;
  const used = kmsKeyArn ?? (createKmsKey ? key : undefined);
  return [
    ...(makesKey(account.wanted.plan.config) ? makeNeeds(account, monitorName, alias, key) : []),
    ...(used === undefined ? [] : useNeeds(account, used)),
  ];
}

function arnsOf(account: Account, monitorName: string) {
  const { keyAlias } = namesOfMonitor(monitorName);
  // A key's ARN is an id of AWS's making.
  return { alias: account.arn('kms', keyAlias), key: account.arn('kms', 'key/*') };
}

/** Keys without an alias, as the one that is being made, and again where its alias has gone before it. */
const withoutAlias = { Null: { 'kms:ResourceAliases': 'true' } };

/**
 * What tells ours from all other keys is its alias, and only keys that have none may be given it: what could open a key
 * to others is for ours alone.
 */
function makeNeeds(account: Account, monitorName: string, alias: string, key: string) {
  const { isTagged, plan } = account.wanted;
  const isProtected = plan.config.deletionProtection;
  const { keyAlias } = namesOfMonitor(monitorName);
  const ours = { 'ForAnyValue:StringEquals': { 'kms:ResourceAliases': keyAlias } };
  const ofKey = needsOf('aws:kms/key:Key', { arns: [key], isProtected, isTagged });
  const ofAlias = needsOf('aws:kms/alias:Alias', { arns: [alias], isTagged });
  const isReading = (action: string) => /^kms:(Describe|Get|List)/.test(action);
  const isFirst = (action: string) =>
    /^kms:(EnableKeyRotation|TagResource|CreateAlias|ScheduleKeyDeletion)$/.test(action);
  const isLater = (action: string) => !isReading(action) && !/^kms:(Enable|Create)/.test(action);
  const onKey = [...ofKey, ...ofAlias]
    .filter(({ resources: [on] }) => on !== '*')
    .flatMap(({ actions }) => actions);
  const needs: readonly Need[] = [
    ...[...ofKey, ...ofAlias].filter(({ resources: [on] }) => on === '*'),
    ...ofAlias.filter(({ resources: [on] }) => on !== '*'),
    { area: 'Keys', actions: onKey.filter(isReading), resources: [key] },
    {
      area: 'NewKeys',
      actions: onKey.filter(isFirst),
      resources: [key],
      condition: withoutAlias,
    },
    { area: 'OwnKey', actions: onKey.filter(isLater), resources: [key], condition: ours },
  ];
  return needs;
}

/** By service, what it asks of whoever makes something of it under a customer's key. */
const throughServices: Readonly<Record<string, readonly string[]>> = {
  dynamodb: ['CreateGrant', 'Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey*', 'ReEncrypt*'],
  lambda: ['CreateGrant', 'Decrypt', 'Encrypt'],
  logs: ['Decrypt', 'DescribeKey', 'Encrypt', 'GenerateDataKey*', 'ReEncrypt*'],
  scheduler: ['Decrypt', 'DescribeKey', 'GenerateDataKey'],
};

function useNeeds(account: Account, keyArn: string): readonly Need[] {
  const { config } = account.wanted.plan;
  const { fanOut } = config;
  const makesSecret =
    config.slackTokenSecretArn === undefined ||
    (isInteractive(config) && config.slackSigningSecretArn === undefined);
  const services = {
    ...throughServices,
    ...(fanOut === 'distributed' && { states: ['Decrypt', 'DescribeKey', 'GenerateDataKey'] }),
    ...(makesSecret && { secretsmanager: ['Decrypt', 'GenerateDataKey'] }),
  };
  const byActions = Map.groupBy(Object.entries(services), ([, actions]) => actions.join());
  return [...byActions.values()].map((alike) => ({
    area: 'UseKey',
    actions: (alike[0]?.[1] ?? []).map((each) => `kms:${each}`),
    resources: [keyArn],
    condition: { StringLike: { 'kms:ViaService': alike.map(([service]) => `${service}.*`) } },
  }));
}
