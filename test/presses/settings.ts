import { installation } from '../../emulation/slack/requests/payloads';
import { team } from '../../emulation/slack/workspace';
import { everything, listed, type Setting } from '../permissions/companies';

export const accounts = {
  identity: '111111111111',
  /** Where nothing may be disabled. */
  production: '222222222222',
  monitor: '333333333333',
  /** Of a company in earnest, the account whose keys are only looked at. */
  rehearsing: '444444444444',
} as const;

/** As many people as there are stories, each with a key of before. */
export const people = Array.from({ length: 12 }, (_, i) => `person-${i + 1}`);
export const slackIdOf = (userName: string) => `U0${userName.toUpperCase().replace('-', '')}XX`;
export const RESPONDER = 'U0RESPONDER';
export const TEAM = 'C0INFRA0001';
// In parts, so that no scanner takes them for secrets.
export const signingSecrets = ['first', 'second'].map((which) =>
  ['planted', which, 'signs'].join('-'),
);
const [signingSecret = ''] = signingSecrets;

const engineersFile = `
engineers:
${people.map((name) => `  ${name}: {slackId: ${slackIdOf(name)}}`).join('\n')}
machineUsers:
  robot: {slackId: ${TEAM}, policyArns: ['arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess']}
`;

/** The engine reads a secret; the file says that there is one. */
const presses = `  keyturn:slackSigningSecret: {secure: AAAA}
  keyturn:slackAppId: ${installation.appId}
`;
const secrets = { monitor: { 'keyturn:slackSigningSecret': signingSecret } };

/** Four accounts, of which one may not be touched and one is only rehearsed in. */
export const answering: Setting = {
  ...listed,
  name: 'listed accounts',
  engineersFile,
  secrets,
  stacks: {
    ...listed.stacks,
    rehearsing: `
  aws:region: eu-central-1
  keyturn:accountKinds: [member]
  keyturn:accountId: '${accounts.rehearsing}'
  keyturn:roles: [{name: deploy}]
`,
    monitor: `${listed.stacks['monitor']}${presses}  keyturn:slackTeams: [${team.id}]
  keyturn:responders: [${RESPONDER}]
  keyturn:dryRunAccounts: [rehearsing]
`,
  },
};

export const enterprise = { id: 'E0ACMEGRID0', name: 'Acme' };
/** Of an organization's people some ids begin with W. */
export const GRID = { person: 'W0GRIDPERSON', responder: 'W0GRIDRESPOND' };

const ofOne = {
  identity: accounts.monitor,
  secrets,
  engineersFile: `
engineers:
  person-1: {slackId: ${GRID.person}}
  person-2: {slackId: ${slackIdOf('person-2')}}
`,
};

/** One account, in which a state machine runs; Slack is GovSlack, and an organization of workspaces. */
export const ofOrganization: Setting = {
  ...ofOne,
  name: 'an organization in GovSlack, distributed',
  stacks: {
    monitor: `${everything}${presses}  keyturn:slackTeams: [${enterprise.id}]
  keyturn:slackApiUrl: https://slack-gov.com/api/
  keyturn:responders: [${GRID.responder}]
  keyturn:fanOut: distributed
`,
  },
};

/** One account of a company that has not begun in earnest. */
export const rehearsed: Setting = {
  ...ofOne,
  name: 'a dry run',
  stacks: {
    monitor: `${everything.replace('dryRun: false', 'dryRun: true')}${presses}  keyturn:responders: [${RESPONDER}]
`,
  },
};
