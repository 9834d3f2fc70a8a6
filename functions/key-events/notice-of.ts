import { accessKey } from '../../rules/credentials/access-key';
import { serviceSpecific } from '../../rules/credentials/service-specific';
import { signingCertificate } from '../../rules/credentials/signing-certificate';
import { sshKey } from '../../rules/credentials/ssh-key';
import type { Account } from '../../rules/model';
import type { KeyCall } from '../cloudtrail-record';
import type { News } from './news';
import {
  certificateNews,
  serviceCredentialNews,
  sshKeyNews,
  statusNews,
} from './news-of-credentials';
import { keyCreatedNews, keyDeletedNews, keyUpdatedNews } from './news-of-keys';
import { deviceNews, loginProfileNews, userNews } from './news-of-users';

/**
 * What a call that succeeded is to the team.
 * @throws KeyEventError where the event does not say whose it is or which.
 */
export function newsOf(account: Account, call: KeyCall): News {
  switch (call.eventName) {
    case 'CreateAccessKey':
      return keyCreatedNews(account, call);
    case accessKey.statusCall.name:
      return keyUpdatedNews(account, call);
    case 'DeleteAccessKey':
      return keyDeletedNews(call);
    case 'CreateServiceSpecificCredential':
      return serviceCredentialNews(account, call, 'created');
    case 'ResetServiceSpecificCredential':
      return serviceCredentialNews(account, call, 'reset');
    case serviceSpecific.statusCall.name:
      return statusNews(account, call, 'service-specific');
    case 'UploadSSHPublicKey':
      return sshKeyNews(account, call);
    case sshKey.statusCall.name:
      return statusNews(account, call, 'ssh-key');
    case 'UploadSigningCertificate':
      return certificateNews(account, call);
    case signingCertificate.statusCall.name:
      return statusNews(account, call, 'signing-certificate');
    case 'CreateLoginProfile':
    case 'UpdateLoginProfile':
      return loginProfileNews(account, call);
    case 'DeactivateMFADevice':
      return deviceNews(account, call);
    case 'CreateUser':
      return userNews(account, call);
  }
}
