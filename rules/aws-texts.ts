import { z } from 'zod';

/**
 * What AWS takes for the texts that people write into stack files and programs, in one place: what it would refuse
 * is refused before anything is made. test/aws-texts/ holds them to AWS's own models.
 */

/** The name of a role, a user or a policy; of a group, as far as we make them. */
export const iamNamePattern = /^[\w+=,.@-]{1,64}$/;

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

/** An address that mail servers take: ASCII. */
export const emailPattern = z.regexes.email;

/** Of a Pulumi component whose name becomes that of things in AWS, with some signs after it. */
export const componentNamePattern = /^[A-Za-z][A-Za-z0-9-]{0,39}$/;
