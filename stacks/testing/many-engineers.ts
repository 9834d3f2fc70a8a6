import { goodStacks } from './project';

const roleNames = Array.from({ length: 120 }, (_, i) => `every-role-${i}`);

/** Six roles of the 120, others for each of the 60 sets. */
const rolesOfSet = (set: number) =>
  Array.from({ length: 6 }, (_, i) => `production/every-role-${(2 * set + i) % 120}`);

/** A company with 500 engineers who have 60 different sets of roles, half of them named, and one who has 120 roles. */
export const manyEngineers = {
  stacks: {
    ...goodStacks,
    production: `${goodStacks.production}${roleNames
      .map((name) => `    - {name: ${name}, existing: true}\n`)
      .join('')}`,
  },
  engineers: [
    'roleSets:',
    ...Array.from({ length: 30 }, (_, set) => `  team-${set}: [${rolesOfSet(set).join(', ')}]`),
    'engineers:',
    ...Array.from({ length: 500 }, (_, i) => {
      // Some name their roles one by one, in another order than the set does.
      const set = i % 60;
      const named = set < 30 && i % 7 !== 0 ? [`team-${set}`] : rolesOfSet(set).toReversed();
      return `  engineer-${i}: {slackId: U${String(i).padStart(10, '0')}, roles: [${named.join(', ')}]}`;
    }),
    `  everywhere: {slackId: U0EVERYWHERE, roles: [${roleNames.map((name) => `production/${name}`).join(', ')}]}`,
    'machineUsers:',
    ...['ci', 'cd'].map(
      (name) =>
        `  ${name}: {slackId: C0TEAM00001, policyArns: [arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess]}`,
    ),
    '',
  ].join('\n'),
} as const;
