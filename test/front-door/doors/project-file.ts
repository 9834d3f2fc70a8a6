import type { Dice } from '../../killed/dice';
import type { Door } from './door';
import { askValidate, problemForm } from './project';

/** What Pulumi.yaml gives to all stacks. */
function makeProjectFile(dice: Dice): object {
  const one = <T>(...values: readonly [T, ...T[]]) => dice.oneOf(values);
  return {
    name: one('keyturn', 'iam'),
    runtime: one<unknown>('nodejs', { name: 'nodejs', options: { typescript: false } }),
    main: 'stacks/',
    config: {
      'keyturn:deletionProtection': { type: 'boolean', default: one(true, false) },
      'keyturn:auditRoleName': { type: 'string', default: 'keyturn-audit' },
      'keyturn:logLevel': one<unknown>('INFO', { default: 'DEBUG' }),
      'keyturn:groups': { type: 'object', default: one<object>({}, { path: '/people/' }) },
      'aws:defaultTags': one<object>(
        { value: { tags: { Team: 'infrastructure' } } },
        { value: {} },
      ),
    },
  };
}

/** Pulumi's own file, of which there is no schema of ours: what it holds for us is judged by the words alone. */
export const projectFileDoor: Door = {
  name: 'Pulumi.yaml',
  writtenIn: 'yaml',
  make: makeProjectFile,
  isByCommand: true,
  ask: (text, run) => askValidate('Pulumi.yaml', text, 'identity', run),
  ...problemForm,
};
