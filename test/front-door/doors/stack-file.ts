import type { Dice } from '../../killed/dice';
import { stackKeys, type AccountKind } from '../../../stacks/config/stack-keys';
import { makeValue, type Hint, type Schema } from '../make-value';
import type { Door, Path } from './door';
import { likelyValue, seldom } from './likely';
import { stackMeanings } from './meanings';
import { askValidate, problemForm, publishedSchema } from './project';

const schema = publishedSchema('stacks/stack-config.schema.json');
const { config } = (schema as Schema).properties ?? {};
const RARELY = 0.05;

/** A stack of each kind, and its account. */
const stackOf: Readonly<Record<AccountKind, readonly [stack: string, account: string]>> = {
  identity: ['identity', '111111111111'],
  member: ['production', '222222222222'],
  monitor: ['monitor', '333333333333'],
  organization: ['management', '444444444444'],
  'identity-center': ['center', '444444444444'],
};

/** The field that a value is, or that lists it. */
function fieldAt(path: Path): string {
  const name = path.at(-1);
  const field = typeof name === 'number' ? path.at(-2) : name;
  return String(field).replace('keyturn:', '');
}

function hintOf(kind: AccountKind): Hint {
  const [, account] = stackOf[kind];
  return (path, dice) => {
    if (path[0] === 'keyturn:accountKinds') return [kind];
    if (path[0] === 'keyturn:accountId') return account;
    const field = fieldAt(path);
    const isList = /Arns|Emails|Accounts|Ids|policyArns|reminderAges|remindAt$/.test(field);
    return isList && typeof path.at(-1) !== 'number' ? undefined : likelyValue(field, dice);
  };
}

function makeStackFile(kind: AccountKind, dice: Dice): object {
  const known = Object.keys({ ...stackKeys.everyAccount, ...stackKeys[kind] });
  const isDrawn = (key: string) =>
    key === 'aws:region' ||
    (known.includes(key.replace('keyturn:', '')) &&
      (!seldom.has(key.replace('keyturn:', '')) || dice.roll() < RARELY));
  const properties = Object.entries(config?.properties ?? {}).filter(([key]) => isDrawn(key));
  // What the monitor can't be without, and the schema of all kinds does not ask for.
  const needed = kind === 'monitor' ? ['keyturn:teamChannel', 'keyturn:slackTokenSecretArn'] : [];
  const ofKind: Schema = {
    ...config,
    properties: Object.fromEntries(properties),
    required: [...(config?.required ?? []), ...needed],
  };
  const made = makeValue(ofKind, dice, hintOf(kind)) as object;
  return { ...(dice.roll() < 0.2 && { encryptionsalt: 'v1:AAAB' }), config: made };
}

export const stackDoors = (Object.keys(stackOf) as readonly AccountKind[]).map((kind): Door => {
  const [stack] = stackOf[kind];
  const file = `Pulumi.${stack}.yaml`;
  return {
    name: file,
    writtenIn: 'yaml',
    schema,
    make: (dice) => makeStackFile(kind, dice),
    isByCommand: true,
    ask: (text, run) => askValidate(file, text, stack, run),
    meanings: stackMeanings,
    ...problemForm,
  };
});
