import { Alias } from '@pulumi/aws/kms/alias';
import { Key } from '@pulumi/aws/kms/key';
import * as pulumi from '@pulumi/pulumi';
import { makesKey } from '../../rules/encryption';
import { keyPolicy } from '../../rules/policies';
import { json } from '../documents';
import { FanOut } from './args';
import type { Keys, Parts } from './parts';

/** AWS's longest: what is encrypted with a key is gone with it. */
const DAYS_TO_THINK = 30;

/** The key that is given, or one that is made: for everything, or for the topic alone. */
export function keysOf(parts: Omit<Parts, 'keys'>): Keys {
  const { kmsKeyArn, createKmsKey } = parts.args;
  if (kmsKeyArn) return { all: kmsKeyArn, topic: kmsKeyArn };
  if (!makesKey(parts.args)) return {};
  const arn = makeKey(parts);
  return { ...(createKmsKey && { all: arn }), topic: arn };
}

/** One key, whatever it is for: what was encrypted with it stays readable where createKmsKey is taken back. */
function makeKey({
  name,
  names,
  args,
  home,
  region,
  child,
}: Omit<Parts, 'keys'>): pulumi.Output<string> {
  const policy = pulumi.all([home, region]).apply(([where, inRegion]) =>
    keyPolicy({
      ...where,
      region: inRegion,
      names,
      alarms: args.alarmTopicArn === undefined,
      everything: args.createKmsKey,
      isDistributed: args.fanOut === FanOut.Distributed,
      isInteractive: args.answers !== undefined,
    }),
  );
  const key = new Key(
    `${name}-key`,
    {
      description: "What Keyturn's monitor keeps and says",
      enableKeyRotation: true,
      deletionWindowInDays: DAYS_TO_THINK,
      policy: json(policy),
    },
    { ...child, protect: args.deletionProtection },
  );
  new Alias(`${name}-key-alias`, { name: names.keyAlias, targetKeyId: key.id }, child);
  return key.arn;
}
