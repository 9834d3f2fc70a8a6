import { callsOf } from './calls';

/** Resources of KMS, by their type in Pulumi. */
export const keyCalls = {
  'aws:kms/alias:Alias': callsOf('kms', {
    area: 'KeyAliases',
    create: ['CreateAlias'],
    read: ['ListAliases'],
    // No UpdateAlias: nothing in a stack file brings another key under it.
    delete: ['DeleteAlias'],
  }),
  'aws:kms/key:Key': callsOf('kms', {
    area: 'Keys',
    create: ['CreateKey', 'EnableKeyRotation'],
    read: ['DescribeKey', 'GetKeyPolicy', 'GetKeyRotationStatus', 'ListResourceTags'],
    update: ['PutKeyPolicy', 'UpdateKeyDescription'],
    delete: ['ScheduleKeyDeletion'],
    tag: ['TagResource', 'UntagResource'],
  }),
} as const;
