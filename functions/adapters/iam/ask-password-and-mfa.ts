import {
  GetLoginProfileCommand,
  paginateListMFADevices,
  paginateListVirtualMFADevices,
  type IAMClient,
} from '@aws-sdk/client-iam';
import type { Unknown } from '../../../rules/model';
import type { Calls } from '../accounts/calls';
import { unlessGone, unlessRefused } from './read-users';

/** IAM's own limit. */
const DEVICES_A_PAGE = 1000;

/** When the user's console password was first set; undefined where there is none. IAM does not say when it was changed. */
export async function askPassword(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<Date | undefined | Unknown> {
  return unlessRefused(
    unlessGone(
      calls.make('iam:GetLoginProfile', async (options) => {
        const command = new GetLoginProfileCommand({ UserName: userName });
        const { LoginProfile } = await iam.send(command, options);
        return LoginProfile?.CreateDate ?? new Date(NaN);
      }),
    ),
  );
}

/** Whether the user has an MFA device of any kind: an app, a passkey, a token. */
export async function askMfa(
  iam: IAMClient,
  calls: Calls,
  userName: string,
): Promise<boolean | Unknown> {
  const answer = await unlessRefused(
    unlessGone(
      calls.make('iam:ListMFADevices', async (options) => {
        const pages = paginateListMFADevices({ client: iam }, { UserName: userName }, options);
        for await (const { MFADevices = [] } of pages) if (MFADevices.length > 0) return true;
        return false;
      }),
    ),
  );
  return answer ?? false;
}

/**
 * The ids of all users with an app for a device: one call for a thousand of them. Nobody where that is refused:
 * then each is asked about alone.
 */
export async function listUsersWithApp(iam: IAMClient, calls: Calls): Promise<ReadonlySet<string>> {
  const answer = await unlessRefused(
    calls.make('iam:ListVirtualMFADevices', async (options) => {
      const config = { client: iam, pageSize: DEVICES_A_PAGE };
      const users = new Set<string>();
      const pages = paginateListVirtualMFADevices(
        config,
        { AssignmentStatus: 'Assigned' },
        options,
      );
      // By id, not by name: root's device is among them, and a user may be called root.
      for await (const { VirtualMFADevices = [] } of pages)
        for (const { User } of VirtualMFADevices) if (User?.UserId) users.add(User.UserId);
      return users;
    }),
  );
  return answer instanceof Set ? answer : new Set();
}
