import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The stacks of the company, each an account. */
export const stacks = ['identity', 'production', 'monitor'] as const;

const stackFiles: Readonly<Record<(typeof stacks)[number], string>> = {
  identity: `
  keyturn:accountKinds: [identity]
  keyturn:accountId: '111111111111'
`,
  production: `
  keyturn:accountKinds: [member]
  keyturn:accountId: '222222222222'
  keyturn:roles:
    - {name: read-only, policyArns: [arn:aws:iam::aws:policy/ReadOnlyAccess], maxSessionHours: 8}
    - {name: deploy, policyArns: [arn:aws:iam::aws:policy/PowerUserAccess]}
`,
  monitor: `
  keyturn:accountKinds: [monitor]
  keyturn:accountId: '333333333333'
  keyturn:teamChannel: C0INFRA0001
  keyturn:slackTokenSecretArn: arn:aws:secretsmanager:eu-central-1:333333333333:secret:slack-AbCdEf
`,
};

/** A company's project folder, to be removed after. */
export class CompanyProject {
  readonly folder = mkdtempSync(path.join(tmpdir(), 'keyturn-bench-'));

  constructor(engineers: number) {
    writeFileSync(path.join(this.folder, 'Pulumi.yaml'), 'name: keyturn\nruntime: nodejs\n');
    for (const stack of stacks)
      writeFileSync(
        path.join(this.folder, `Pulumi.${stack}.yaml`),
        `config:\n  aws:region: eu-central-1${stackFiles[stack]}`,
      );
    mkdirSync(path.join(this.folder, 'stacks'));
    writeFileSync(path.join(this.folder, 'stacks', 'engineers.yaml'), engineersFile(engineers));
    for (const name of ['monitor', 'notify', 'key-events']) {
      mkdirSync(path.join(this.folder, 'functions', name), { recursive: true });
      writeFileSync(
        path.join(this.folder, 'functions', name, 'index.js'),
        'exports.handler = 0;\n',
      );
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

function engineersFile(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    const number = String(i).padStart(4, '0');
    return `  engineer-${number}: {fullName: Engineer ${number}, slackId: U0000ENG${number}, roles: [production/read-only, production/deploy]}`;
  });
  return `engineers:\n${lines.join('\n')}\n`;
}
