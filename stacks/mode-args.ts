import { CredentialMode } from '../components/credential-mode';
import type { ChosenKind } from '../rules/credentials';
import type { Mode } from '../rules/credentials/mode';
import type { StackConfig } from './config/stack-keys';

const modeOf: Readonly<Record<Mode, CredentialMode>> = {
  report: CredentialMode.Report,
  remind: CredentialMode.Remind,
  disable: CredentialMode.Disable,
};

/** What an audit role is told of kinds of credentials; nothing of those that are only reported. */
export function modeArgs({ credentials = {} }: Pick<StackConfig, 'credentials'>) {
  const of = (kind: ChosenKind) => {
    const mode = credentials[kind]?.do ?? 'report';
    return mode === 'report' ? undefined : modeOf[mode];
  };
  return {
    serviceSpecificCredentials: of('service-specific'),
    sshKeys: of('ssh-key'),
    signingCertificates: of('signing-certificate'),
  };
}
