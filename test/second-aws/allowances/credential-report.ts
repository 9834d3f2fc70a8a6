import { GenerateCredentialReportCommand, GetCredentialReportCommand } from '@aws-sdk/client-iam';
import { parse } from 'csv-parse/sync';
import type { Allowance } from './allowance';

/** Of what the credential report leaves out. */
export const credentialReportAllowances: readonly Allowance[] = [
  {
    id: 'passwords-without-a-date',
    reason:
      "AWS's credential report says when a password was changed; MiniStack's says N/A of every one. No age of a password is expected.",
    isNeeded: async (company) => {
      const iam = company.iam('identity');
      await iam.send(new GenerateCredentialReportCommand({}));
      const { Content } = await iam.send(new GetCredentialReportCommand({}));
      const rows = parse<Record<string, string>>(Buffer.from(Content ?? []), { columns: true });
      const row = rows.find(({ user }) => user === 'ned');
      if (row?.['password_enabled'] !== 'true') throw new Error('Ned has a password');
      return row['password_last_changed'] === 'N/A';
    },
  },
];
