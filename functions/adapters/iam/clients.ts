import { IAMClient } from '@aws-sdk/client-iam';
import { KeptClients, type AccountClients } from '../accounts/account-clients';
import type { AuditRole } from '../accounts/audit-role';
import { leanClient } from '../aws/lean-client';
import { onlyAws } from '../aws/only-aws';

export type IamClients = AccountClients<IAMClient>;

export function iamClients(role: AuditRole): IamClients {
  const { region } = role;
  return new KeptClients((accountId) =>
    leanClient(onlyAws(new IAMClient({ ...role.clientConfig(accountId), region }))),
  );
}
