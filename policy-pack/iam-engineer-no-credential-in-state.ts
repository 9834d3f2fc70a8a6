import { definePolicy } from './core/define-policy';
import { rememberPerDeployment } from './core/deployment-memory';
import { keyturnRule } from './core/frameworks';
import { iam } from './core/resource-types';
import { otherUsersSettings, StackUsers, whose } from './core/stack-users';

const stackUsers = rememberPerDeployment(() => new StackUsers());

interface Kind {
  readonly label: string;
  /** The property that names the user. */
  readonly user: string;
  /** What an engineer does without it. */
  readonly instead: string;
  /** What is wrong with it where it is a program's. */
  readonly because: string;
}

const lasting = 'works until somebody takes it away';

const kinds: Readonly<Record<string, Kind>> = {
  [iam.serviceSpecificCredential]: {
    label: 'a service credential',
    user: 'userName',
    instead: "a role's credentials do, or a short-term API key that is made with them",
    because: 'has its secret in the state',
  },
  [iam.sshKey]: {
    label: 'an SSH key',
    user: 'username',
    instead: "git-remote-codecommit does, with a role's credentials",
    because: lasting,
  },
  [iam.signingCertificate]: {
    label: 'a signing certificate',
    user: 'userName',
    instead: "requests that are signed with a role's credentials do",
    because: lasting,
  },
};

export const iamEngineerNoCredentialInState = definePolicy({
  name: 'iam-engineer-no-credential-in-state',
  displayName: "No engineer's service credential, SSH key or certificate in the state",
  description:
    'A credential that a program made lasts as long as its stack, and its owner can not rotate it. The secret of a service credential is kept in the state as well.',
  level: 'mandatory',
  severity: 'high',
  framework: keyturnRule(2),
  remediationSteps:
    'Remove the resource. Engineers use the credentials of a role: for Bedrock with a short-term API key, for CodeCommit with git-remote-codecommit, for Amazon Keyspaces with the SigV4 plugin. A program outside of AWS is better off with OpenID Connect, one inside with a role.',
  types: [iam.user, ...Object.keys(kinds)],
  settings: otherUsersSettings,
  observe(resource) {
    if (resource.type === iam.user) stackUsers(resource).see(resource);
  },
  check(resource, report) {
    const users = stackUsers(resource);
    const kind = kinds[resource.type];
    if (kind === undefined) return users.judgeWaiting(resource, report);
    const userName = String(resource.props[kind.user]);
    const what = `${resource.name} is ${kind.label} of`;
    users.judge(resource, userName, report, (type, say) => {
      if (type === 'engineer')
        say(`${what} the engineer ${userName}. Take it out: ${kind.instead}.`);
      else
        say(
          `${what} ${whose(userName, type)} and ${kind.because}. Take it out if the program can use a role or OpenID Connect.`,
          'advisory',
        );
    });
  },
});
