import { document, type Cases } from './cases';

const region = 'eu-central-1';
const root = (account: string) => ({ Principal: { AWS: `arn:aws:iam::${account}:root` } });

export const kmsCases: Cases = {
  'aws:kms/alias:Alias': async (make) => {
    const targetKeyId = (await make('aws:kms/key:Key', {})).id;
    const other = (await make('aws:kms/key:Key', {})).id;
    return {
      least: { targetKeyId },
      most: { name: 'alias/keyturn', targetKeyId },
      update: { targetKeyId: other },
      replace: { name: 'alias/other', region },
    };
  },

  'aws:kms/key:Key': () => ({
    least: {},
    most: {
      bypassPolicyLockoutSafetyCheck: false,
      customerMasterKeySpec: 'SYMMETRIC_DEFAULT',
      deletionWindowInDays: 30,
      description: 'What the monitor keeps',
      enableKeyRotation: true,
      isEnabled: true,
      keyUsage: 'ENCRYPT_DECRYPT',
      multiRegion: false,
      policy: document('kms:*', root('111111111111')),
      region,
      tags: { team: 'platform' },
    },
    update: {
      description: 'What it says',
      enableKeyRotation: false,
      policy: document('kms:Decrypt', root('111111111111')),
      tags: { cost: '1' },
    },
    replace: {
      customerMasterKeySpec: 'RSA_2048',
      keyUsage: 'SIGN_VERIFY',
      multiRegion: true,
      region: 'us-east-1',
    },
  }),
};
