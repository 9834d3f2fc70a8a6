import {
  DeleteAccountPasswordPolicyCommand,
  GetAccountPasswordPolicyCommand,
  IAMClient,
  UpdateAccountPasswordPolicyCommand,
} from '@aws-sdk/client-iam';
import { z } from 'zod';
import { unlessGone } from '../gone';
import { defineResource } from '../resource-type';

/** An account has one, whatever it is called. */
export const accountPasswordPolicy = defineResource({
  token: 'aws:iam/accountPasswordPolicy:AccountPasswordPolicy',
  inputs: z.strictObject({
    allowUsersToChangePassword: z.boolean().default(true),
    hardExpiry: z.boolean().optional(),
    maxPasswordAge: z.number().int().optional(),
    minimumPasswordLength: z.number().int().default(6),
    passwordReusePrevention: z.number().int().optional(),
    requireLowercaseCharacters: z.boolean().optional(),
    requireNumbers: z.boolean().optional(),
    requireSymbols: z.boolean().optional(),
    requireUppercaseCharacters: z.boolean().optional(),
  }),
  computed: ['expirePasswords'],
  replaceOn: [],
  filledByAws: [
    'hardExpiry',
    'maxPasswordAge',
    'passwordReusePrevention',
    'requireLowercaseCharacters',
    'requireNumbers',
    'requireSymbols',
    'requireUppercaseCharacters',
  ],

  async create(inputs, aws) {
    await aws.client(IAMClient).send(
      new UpdateAccountPasswordPolicyCommand({
        AllowUsersToChangePassword: inputs.allowUsersToChangePassword,
        HardExpiry: inputs.hardExpiry,
        MaxPasswordAge: inputs.maxPasswordAge,
        MinimumPasswordLength: inputs.minimumPasswordLength,
        PasswordReusePrevention: inputs.passwordReusePrevention,
        RequireLowercaseCharacters: inputs.requireLowercaseCharacters,
        RequireNumbers: inputs.requireNumbers,
        RequireSymbols: inputs.requireSymbols,
        RequireUppercaseCharacters: inputs.requireUppercaseCharacters,
      }),
    );
    return 'iam-account-password-policy';
  },

  async read(_id, aws) {
    const answer = await unlessGone(
      aws.client(IAMClient).send(new GetAccountPasswordPolicyCommand()),
    );
    const found = answer?.PasswordPolicy;
    return (
      found && {
        allowUsersToChangePassword: found.AllowUsersToChangePassword,
        expirePasswords: found.ExpirePasswords,
        hardExpiry: found.HardExpiry,
        maxPasswordAge: found.MaxPasswordAge,
        minimumPasswordLength: found.MinimumPasswordLength,
        passwordReusePrevention: found.PasswordReusePrevention,
        requireLowercaseCharacters: found.RequireLowercaseCharacters,
        requireNumbers: found.RequireNumbers,
        requireSymbols: found.RequireSymbols,
        requireUppercaseCharacters: found.RequireUppercaseCharacters,
      }
    );
  },

  async update(_id, inputs, aws) {
    await this.create(inputs, aws);
  },

  async delete(_id, aws) {
    await unlessGone(aws.client(IAMClient).send(new DeleteAccountPasswordPolicyCommand()));
  },
});
