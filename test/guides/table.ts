import type { Block } from './blocks';

/** Who runs a block of commands: a suite; or nobody, with the reason. */
export type Runner = 'npm test' | 'npm run test:engine' | { readonly nobody: string };

const NPM = 'npm test';
const ENGINE = 'npm run test:engine';
const vault = {
  nobody: "needs a person's key store and codes; emulation/people/aws-vault.ts has its calls",
};
const person = { nobody: "asks for a person's MFA code; npm run test:rotation runs the command" };
const installs = {
  nobody: "installs the command for a person; test/package installs the same file's bundles",
};
const own = {
  nobody:
    "writes to a person's own ~/.zshrc, asks AWS as them; cli/status.test.ts runs the command",
};
const theft = {
  nobody: 'asks a real account what a thief did; the trail’s adapter makes the call',
};
const signsIn = {
  nobody: 'opens a browser; cli/aws-config-sign-in.test.ts has the profiles, and what it leaves',
};
const evidence = {
  nobody: 'reads the reports of a quarter; cli/evidence.test.ts runs the command',
};
const policies = {
  nobody: 'is of a role that looks into the accounts; cli/deployer-policy.test.ts runs the command',
};
const looks = { nobody: 'invokes deployed functions; cli/doctor*.test.ts run the command' };
const moves = {
  nobody: 'needs people who are weeks on their way; cli/move*.test.ts run each step',
};
const offboarding = {
  nobody: 'needs somebody who leaves; cli/offboard*.test.ts run the command',
};
const underWay = {
  nobody: 'asks for numbers alone, of a queue that undelivered.md reads beside it',
};
const answers = {
  nobody: "asks for a person's secret; test/engine/slack-answers.engine.ts deploys with one",
};
const requests = { nobody: 'asks a deployed URL; cli/slack-requests.test.ts runs the command' };
const likeUndelivered = { nobody: 'is as in undelivered.md, which is run, with another queue' };
const anotherUrl = {
  nobody: 'asks Lambda for another address, which the emulated one has none of',
};
const measures = { nobody: 'measures for minutes; bench/ has tests of its own' };

/** Every block of commands of every page, by how it begins. A new one fails until it stands here. */
export const runners: readonly (readonly [page: string, begins: string, runner: Runner])[] = [
  ['README.md', 'git clone', { nobody: 'asks GitHub; CI begins with the same clone and npm ci' }],
  ['README.md', 'npm run -s keyturn -- audit', NPM],
  ['README.md', 'npm run demo', { nobody: 'CI runs it beside npm test' }],
  ['README.md', 'npm test', { nobody: 'is what runs this' }],

  ['docs/try.md', 'git clone', { nobody: 'asks GitHub; CI begins with the same clone and npm ci' }],
  ['docs/try.md', 'npm run -s demo:audit', ENGINE],
  ['docs/try.md', 'npm run demo', { nobody: 'CI runs it beside npm test' }],
  ['docs/try.md', 'npm run -s keyturn -- audit --profile', NPM],
  ['docs/try.md', 'npm run -s keyturn -- audit --organization', NPM],

  ['docs/roll-out.md', 'npm run build:package', ENGINE],
  ['docs/roll-out.md', 'pulumi login', ENGINE],
  ['docs/roll-out.md', 'git init', NPM],
  ['docs/roll-out.md', 'rm engineers.yaml', NPM],
  ['docs/roll-out.md', 'npm run -s keyturn -- validate', NPM],
  ['docs/roll-out.md', 'export AWS_PROFILE=identity', ENGINE],
  ['docs/roll-out.md', 'AWS_PROFILE=monitor pulumi up', ENGINE],

  ['docs/administrator.md', 'export identity=', NPM],
  ['docs/administrator.md', 'cat > bucket.json', NPM],
  ['docs/administrator.md', 'cat > key.json', NPM],
  ['docs/administrator.md', 'cat > trust.json', NPM],
  ['docs/administrator.md', 'cat > by-hand.json', NPM],
  ['docs/administrator.md', 'cat > assume.json', NPM],
  ['docs/administrator.md', 'npm run -s keyturn -- deployer-policy', NPM],
  ['docs/administrator.md', 'aws iam create-policy-version', NPM],

  ['docs/slack.md', 'read -rs KEYTURN_SLACK_TOKEN', NPM],
  ['docs/slack.md', 'printf %s "$KEYTURN_SLACK_TOKEN" | aws', NPM],
  ['docs/slack.md', 'printf %s "$KEYTURN_SLACK_TOKEN" | pulumi', ENGINE],
  ['docs/slack.md', 'npm run -s keyturn -- slack check', NPM],
  ['docs/slack.md', 'export AWS_PROFILE=monitor', ENGINE],
  ['docs/slack.md', 'read -rs KEYTURN_SLACK_SIGNING_SECRET', answers],
  ['docs/slack.md', 'AWS_PROFILE=identity pulumi up', answers],
  ['docs/slack.md', 'url=', requests],
  ['docs/slack.md', 'read -rs secret', answers],

  ['docs/for-engineers.md', 'curl -fLO', { nobody: 'installs what GitHub has' }],
  ['docs/for-engineers.md', 'aws-vault add', vault],
  ['docs/for-engineers.md', 'aws-vault exec production', vault],
  ['docs/for-engineers.md', 'npm install --global', installs],
  ['docs/for-engineers.md', 'aws login', signsIn],
  ['docs/for-engineers.md', 'keyturn rotate identity', person],
  ['docs/for-engineers.md', 'aws-vault exec identity -- aws iam create-service-specific', vault],
  ['docs/for-engineers.md', 'aws-vault exec identity -- aws iam list-service-specific', vault],

  ['docs/evidence.md', 'keyturn evidence', evidence],

  ['docs/doctor.md', 'keyturn doctor --profile monitor\n', looks],
  ['docs/doctor.md', 'keyturn doctor --profile monitor --canary', looks],
  ['docs/doctor.md', 'npm run -s keyturn -- deployer-policy --doctor', policies],

  ['docs/move.md', 'npm run -s keyturn -- move status', moves],
  ['docs/move.md', 'npm run -s keyturn -- move ben', moves],

  ['docs/try-on-aws.md', 'aws login', signsIn],

  ['docs/rotate.md', 'keyturn rotate\n', person],
  ['docs/rotate.md', 'npm install --global', installs],
  ['docs/rotate.md', 'keyturn rotate --aws-vault', person],
  ['docs/rotate.md', 'keyturn status\n', own],
  ['docs/rotate.md', 'keyturn status --prompt', own],

  ['docs/run.md', 'npm run -s keyturn -- plan', ENGINE],
  ['docs/run.md', 'export AWS_PROFILE=monitor', ENGINE],

  ['docs/organization.md', 'aws cloudformation activate-organizations-access', NPM],
  ['docs/organization.md', 'aws organizations register-delegated', NPM],
  ['docs/organization.md', 'aws cloudformation create-stack-instances', NPM],

  ['docs/policies.md', 'npm install --save-dev', ENGINE],
  ['docs/policies.md', 'aws iam create-login-profile', NPM],

  ['docs/runbooks/catch-up.md', 'aws lambda invoke', ENGINE],
  ['docs/runbooks/catch-up.md', 'aws stepfunctions start-execution', ENGINE],
  ['docs/runbooks/compromised-key.md', 'aws cloudtrail lookup-events', theft],
  ['docs/runbooks/compromised-key.md', 'for region in', theft],
  ['docs/runbooks/executions-failed.md', 'aws stepfunctions list-executions', ENGINE],
  ['docs/runbooks/failed-runs.md', 'aws sqs receive-message', ENGINE],
  ['docs/runbooks/key-events-errors.md', 'aws cloudtrail lookup-events', ENGINE],
  ['docs/runbooks/missed-schedules.md', 'aws sqs receive-message', ENGINE],
  ['docs/offboard.md', 'npm run -s keyturn -- offboard ada --record', offboarding],
  ['docs/offboard.md', 'npm run -s keyturn -- offboard ada --verify', offboarding],
  ['docs/runbooks/delivery-lag.md', 'aws sqs get-queue-attributes', underWay],
  ['docs/runbooks/undelivered.md', 'aws sqs receive-message', ENGINE],
  ['docs/runbooks/undelivered.md', 'aws sqs start-message-move-task', ENGINE],
  ['docs/runbooks/undone.md', 'aws sqs receive-message', likeUndelivered],
  ['docs/runbooks/undone.md', 'aws sqs start-message-move-task', likeUndelivered],
  ['docs/runbooks/slack-in-errors.md', 'export AWS_PROFILE=monitor', requests],
  ['docs/runbooks/requests-refused.md', 'export AWS_PROFILE=monitor', anotherUrl],

  ['examples/README.md', 'npm run build:package', ENGINE],
  ['examples/README.md', 'npm run -s keyturn -- validate', ENGINE],
  ['examples/README.md', 'cp -R examples/yaml', ENGINE],
  ['examples/README.md', 'mkdir ../acme-new', ENGINE],

  ['findings/README.md', 'findings/', { nobody: 'installs packages of others' }],

  ['docs/performance.md', 'npm run bench  ', measures],
  ['docs/performance.md', '.venv/bin/python bench/tests', measures],
  ['docs/performance.md', 'npm run bench:cost', measures],
];

/** Those of the table that are of this block. */
export function runnersOf({ page, commands }: Block) {
  return runners.filter(([of, begins]) => of === page && commands.startsWith(begins));
}

/** The places of the blocks that a suite has to run. */
export function placesOf(suite: Runner, blocks: readonly Block[]): readonly string[] {
  return blocks
    .filter((block) => runnersOf(block).some(([, , runner]) => runner === suite))
    .map(({ place }) => place);
}
