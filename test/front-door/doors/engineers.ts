import type { Dice } from '../../killed/dice';
import { makeValue, type Hint } from '../make-value';
import type { Door } from './door';
import { askValidate, problemForm, publishedSchema } from './project';

const FILE = 'stacks/engineers.yaml';
const schema = publishedSchema('stacks/engineers.schema.json');
const A_MONTH = 30 * 24 * 60 * 60 * 1000;

const awsPolicies = ['ReadOnlyAccess', 'AmazonS3ReadOnlyAccess', 'PowerUserAccess'] as const;
const roles = ['production/deploy', 'production/read-only'] as const;

/** @param length of the letters and digits */
function slackId(first: string, dice: Dice, length = 9): string {
  const signs = Array.from({ length }, () =>
    dice.oneOf([...'ABCDEFGHJKMNPQRST0123456789'] as never),
  );
  return `${first}0${signs.join('')}`;
}

/** Values that are right in this company. */
const hint: Hint = (path, dice) => {
  const [map, name] = path;
  const field = path.at(-1);
  if (path.length === 2 && name === '*')
    return `${dice.oneOf(['ada', 'ben', 'ci-deployer', 'eve.adams', 'Zoë'.slice(0, 2)])}${Math.floor(dice.roll() * 1e6)}`;
  if (field === 'slackId') return slackId(map === 'engineers' ? 'U' : dice.oneOf(['U', 'C']), dice);
  if (field === 'fullName')
    return dice.oneOf(['Ada Lovelace', 'Zoë Ångström', 'O. Núñez', '李 小龍']);
  if (field === 'path') return dice.oneOf(['/', '/people/', '/a/b/']);
  if (field === 'keyExemptUntil') return new Date(Date.now() + A_MONTH).toISOString().slice(0, 10);
  if (field === 'rotateWith') return dice.oneOf(['keyturn', 'aws-vault', 'aws-cli']);
  if (field === 'identityCenterName') return `${String(name)}@acme.example`;
  if (typeof field !== 'number') return undefined;
  if (path.includes('policyArns')) return `arn:aws:iam::aws:policy/${dice.oneOf(awsPolicies)}`;
  return path.includes('access') ? undefined : dice.oneOf(roles);
};

interface Document {
  readonly roleSets?: Readonly<Record<string, unknown>>;
  readonly engineers?: Readonly<Record<string, Record<string, unknown>>>;
}

/** What the schema can't say: what of an entry goes with what. */
function fitting(document: Document, dice: Dice): Document {
  const [set] = Object.keys(document.roleSets ?? {});
  for (const engineer of Object.values(document.engineers ?? {})) {
    const access = (engineer['access'] ?? []) as readonly string[];
    const isByCenterAlone = access.length === 1 && access[0] === 'identity-center';
    if (!access.includes('identity-center')) delete engineer['identityCenterName'];
    if (isByCenterAlone) delete engineer['keyExemptUntil'];
    if (!isByCenterAlone) delete engineer['iamUser'];
    if (set !== undefined && dice.roll() < 0.3) engineer['roles'] = [set];
  }
  return document;
}

export const engineersDoor: Door = {
  name: 'engineers.yaml',
  writtenIn: 'yaml',
  schema,
  make: (dice) => fitting(makeValue(schema, dice, hint) as Document, dice),
  isByCommand: true,
  ask: (text, run) => askValidate(FILE, text, 'identity', run),
  ...problemForm,
};
