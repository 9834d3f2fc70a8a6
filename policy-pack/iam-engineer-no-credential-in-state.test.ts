import type { iam as awsIam } from '@pulumi/aws';
import { iam } from './core/resource-types';
import { iamEngineerNoCredentialInState } from './iam-engineer-no-credential-in-state';
import { describePolicy, type PolicyCases } from './testing/policy-cases';
import { bucket, engineer, machine, resource, user } from './testing/resources';
import { unknown } from './testing/run-policy';

const ada = engineer('ada');
const inOtherAccount = 'urn:pulumi:test::keyturn::aws:iam/user:User::2';

// Written as programs write them, so that the properties are called as @pulumi/aws calls them.
const apiKeyOf = (userName: unknown) =>
  resource(iam.serviceSpecificCredential, 'llm', {
    userName: userName as string,
    serviceName: 'bedrock.amazonaws.com',
    credentialAgeDays: 30,
  } satisfies awsIam.ServiceSpecificCredentialArgs);
const sshKeyOf = (username: unknown) =>
  resource(iam.sshKey, 'git', {
    username: username as string,
    encoding: 'SSH',
    publicKey: 'ssh-rsa AAAA',
  } satisfies awsIam.SshKeyArgs);
const certificateOf = (userName: unknown) =>
  resource(iam.signingCertificate, 'cert', {
    userName: userName as string,
    certificateBody: 'a certificate',
  } satisfies awsIam.SigningCertificateArgs);

/** Each kind with what is said of an engineer's and of a program's. */
const kinds = [
  ['service credential', apiKeyOf, /^llm is a service credential of/m, /has its secret in the/],
  ['SSH key', sshKeyOf, /^git is an SSH key of/m, /works until somebody takes it away/],
  ['signing certificate', certificateOf, /^cert is a signing certificate of/m, /works until/],
] as const;

/** The same cases of each kind. */
function ofEachKind<Case>(casesOf: (kind: (typeof kinds)[number]) => readonly Case[]): Case[] {
  return kinds.flatMap((kind) => casesOf(kind));
}

const both = (...patterns: readonly RegExp[]) =>
  new RegExp(patterns.map(({ source }) => `(?=[^]*${source})`).join(''), 'm');

type Said = NonNullable<PolicyCases['refuses']>[number];

describePolicy(iamEngineerNoCredentialInState, {
  passes: [
    ['an engineer without any', ada],
    ['a machine without any', machine('ci')],
  ],
  refuses: ofEachKind(([title, of, says]): Said[] => [
    [`an engineer's ${title}`, [ada, of('ada')], both(says, /of the engineer ada\. Take it out/)],
    [`the ${title} of a name in capitals`, [ada, of('ADA')], /of the engineer ADA/],
    [`a ${title} that comes before its engineer`, [of('ada'), ada], both(says, /engineer ada/)],
    [`an engineer's ${title} among others`, [machine('ci'), ada, of('ada')], /engineer ada/],
    [
      `the ${title} of an engineer of another stack, whom the config names`,
      of('ada.l'),
      /of the engineer ada\.l/,
      { engineers: ['ada.*'] },
    ],
    [
      `a ${title} that is inactive`,
      [ada, { ...of('ada'), props: { ...of('ada').props, status: 'Inactive' } }],
      /of the engineer ada/,
    ],
    [
      `the ${title} of a name that is a machine in one account and an engineer in the other`,
      [machine('ada'), { ...ada, urn: inOtherAccount }, of('ada')],
      /of the engineer ada/,
    ],
  ]),
  advises: ofEachKind(([title, of, says, because]): Said[] => [
    [
      `a machine's ${title}`,
      [machine('ci'), of('ci')],
      both(says, /of the machine ci and/, because),
    ],
    [
      `the ${title} of somebody of another stack`,
      of('bob'),
      both(says, /of bob, who is not in this stack/),
    ],
    [
      `the ${title} of somebody without a type`,
      [user('x', { tags: {} }), of('x')],
      /of x, who has no valid tag type/,
    ],
    [
      `the ${title} of a machine of another stack, whom the config names`,
      of('ci-deploy'),
      both(/of the machine ci-deploy and/, because),
      { machines: ['ci-*'] },
    ],
  ]),
  notApplicable: [
    ['another resource', bucket],
    ['an access key', resource(iam.accessKey, 'key', { user: 'ada' })],
    ['a password', resource(iam.userLoginProfile, 'ada', { user: 'ada' })],
  ],
  unknown: ofEachKind(([title, of]): PolicyCases['unknown'][number][] => [
    [`whose ${title} it is`, [ada, of(unknown)]],
    [`what the user of the ${title} is`, [engineer('ada', { type: unknown }), of('ada')]],
  ]),
  bad: [ada, apiKeyOf('ada')],
});
