import type { ChosenModes } from '../rules/policies';
import type { CredentialMode } from './credential-mode';

/** What an audit role and its policy are called in IAM, by whichever means they are made. */
export const auditRoleDescription =
  "Keyturn's monitor reads IAM users and disables old access keys";
export const auditPolicyName = 'audit';

/** The same of what forwards key events. */
export const forwarderRuleDescription =
  "Access keys that were made, changed or deleted, for Keyturn's monitor";
export const forwarderRoleDescription =
  "EventBridge puts key events on the bus of Keyturn's monitor";
export const forwarderPolicyName = 'forward';

/** The arguments that say what is done about kinds of credentials, where the role stands. */
interface ModeArgs {
  readonly serviceSpecificCredentials?: CredentialMode;
  readonly sshKeys?: CredentialMode;
  readonly signingCertificates?: CredentialMode;
}

/** As the rules name the kinds. */
export function chosenModesOf(args: ModeArgs): ChosenModes {
  return {
    'service-specific': args.serviceSpecificCredentials,
    'ssh-key': args.sshKeys,
    'signing-certificate': args.signingCertificates,
  };
}
