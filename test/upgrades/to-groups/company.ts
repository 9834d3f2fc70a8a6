import { goodStacks } from '../../../stacks/testing/project';

/** More than fit in a policy that stands in a group, or in a user as it was before there were groups. */
const many = Array.from({ length: 120 }, (_, i) => `every-role-${i}`);
const listed = (names: readonly string[]) => names.map((name) => `production/${name}`).join(', ');
const readOnly = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';

/** The stack files of a company that is there. */
export const stacks = {
  ...goodStacks,
  production: `${goodStacks.production}    - {name: read-only}\n${many
    .map((name) => `    - {name: ${name}, existing: true}\n`)
    .join('')}`,
} as const;

/** Its people: with roles of a set, the same roles by their names, one, many, and none; and its machines. */
export const engineers = `
roleSets:
  backend: [production/deploy, production/read-only]
engineers:
  ada: {slackId: U0ADA000001, roles: [backend]}
  ben: {slackId: U0BEN000001, roles: [production/read-only, production/deploy]}
  cleo: {slackId: U0CLEO00001, path: /people/, roles: [production/read-only]}
  dora: {slackId: U0DORA00001, roles: [${listed(many)}]}
  emil: {slackId: U0EMIL00001, roles: [backend, ${listed(many.slice(0, 39))}]}
  fred: {slackId: U0FRED00001}
machineUsers:
  backup: {slackId: C0TEAM00001, policyArns: [${readOnly}]}
  ci: {slackId: C0TEAM00001, policyArns: [${readOnly}, arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryPowerUser]}
  probe: {slackId: C0TEAM00001}
`;
