import path from 'node:path';
import { readProjectFolder, readStackFile } from '../../stacks/config/project-folder';
import { manyEngineers } from '../../stacks/testing/many-engineers';
import { goodStacks } from '../../stacks/testing/project';
import { runStack, type Registered } from '../../stacks/testing/run-stack';
import { extremes } from '../aws-texts/extremes';
import {
  companies,
  projectOf,
  registeredBy,
  withEveryKey,
  type Company,
} from '../settings/stacks/companies';

/** An account of a company's, and what its stack registers. */
export interface Account {
  readonly company: string;
  readonly stack: string;
  /** As its stack file says: `keyturn:accountKinds`. */
  readonly kinds: readonly string[];
  registered(): Promise<readonly Registered[]>;
}

const center = (lines: string): Company => ({
  stacks: {
    ...goodStacks,
    production: `${goodStacks.production}  keyturn:accountAccessApplicationArn: arn:aws:account-access:eu-central-1:444444444444:application/0123abc\n`,
    center: `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity-center]
  keyturn:accountId: '444444444444'
${lines}`,
  },
  engineers: `
engineers:
  ada: {slackId: U0ADA000001, access: [identity-center], roles: [production/deploy]}
`,
});

const monitorOf = (company: Company) => company.stacks['monitor'] ?? '';

/** What a company can switch on beside each other, all at once. */
const everything: Company = {
  ...companies.listed,
  stacks: {
    ...companies.listed.stacks,
    monitor: `${monitorOf(companies.listed)
      .replace(/ {2}keyturn:kmsKeyArn: .*\n/, '')
      .replace('{monitor: 3,', '{monitor: 30,')}
  keyturn:createKmsKey: true
  keyturn:fanOut: distributed
`,
  },
};

const others: Readonly<Record<string, { readonly of: Company; readonly stacks: string[] }>> = {
  // Identity Center's own directory, whose groups and application are made.
  'own directory': { of: center(''), stacks: ['center'] },
  'own directory, permission sets': {
    of: center('  keyturn:identityCenter: {mode: permission-sets}\n'),
    stacks: ['center'],
  },
  everything: { of: everything, stacks: ['monitor'] },
  'long and odd': { of: extremes, stacks: ['everything'] },
  '503 users': { of: manyEngineers, stacks: ['identity'] },
};

/** Every kind of account: with what must be said, with every key, and with what is at the limits of the checks. */
export const accounts: readonly Account[] = [
  ...ofRepository(),
  ...Object.entries({ plain: companies.plain, ...withEveryKey }).flatMap(([name, company]) =>
    ofCompany(name, company, Object.keys(company.stacks)),
  ),
  ...Object.entries(others).flatMap(([name, { of, stacks }]) => ofCompany(name, of, stacks)),
];

/** What somebody deploys who has cloned the repository. */
function ofRepository(): readonly Account[] {
  const folder = path.join(__dirname, '..', '..');
  return ['identity', 'monitor', 'production'].map((stack) => ({
    company: 'of the repository',
    stack,
    kinds: kindsOf(folder, stack),
    registered: async () => (await runStack(folder, stack)).resources,
  }));
}

function ofCompany(name: string, company: Company, stacks: readonly string[]): readonly Account[] {
  const project = projectOf(company);
  try {
    return stacks.map((stack) => ({
      company: name,
      stack,
      kinds: kindsOf(project.folder, stack),
      registered: () => registeredIn(company, stack),
    }));
  } finally {
    project.remove();
  }
}

async function registeredIn(company: Company, stack: string): Promise<readonly Registered[]> {
  const project = projectOf(company);
  try {
    return await registeredBy(project, company, stack);
  } finally {
    project.remove();
  }
}

function kindsOf(folder: string, stack: string): readonly string[] {
  const { values } = readStackFile(readProjectFolder(folder), stack);
  return values.get('keyturn:accountKinds') as readonly string[];
}
