const a = (count: number) => 'a'.repeat(count);
const latin1 = `Für "Größe" & <Maß>: ¡ÿ! ${a(975)}`;
const stacks = {
  everything: `
  aws:region: eu-central-1
  keyturn:accountKinds: [identity, member, monitor]
  keyturn:accountId: '111111111111'
  keyturn:auditRoleName: ${a(64)}
  keyturn:groupName: ${'b'.repeat(64)}
  keyturn:externalId: ${a(1224)}
  keyturn:roles:
    - {name: '${'c'.repeat(60)}=,.@', path: /${a(254)}/${a(255)}/, description: '${latin1}'}
  keyturn:teamChannel: C0INFRA0001
  keyturn:slackTokenSecretArn: arn:aws:secretsmanager:eu-central-1:111111111111:secret:${a(512)}-AbCdEf
  keyturn:settings: {timeZone: America/Argentina/Buenos_Aires}
  keyturn:accounts: {list: [{id: '111111111111', name: '${'ł'.repeat(64)}'}]}
  keyturn:fanOut: distributed
  keyturn:alarmEmails: ["o'neil+aws@${a(63)}.acme.test"]
`,
};
const engineers = `
engineers:
  ${a(58)}=,.@_-:
    fullName: '${'Ł'.repeat(256)}'
    path: '/${a(254)}/!~/'
    slackId: W0ADA000001ABCDEFGHIJ
    keyExemption: {until: '2026-12-31', reason: '${'ł'.repeat(256)}', approvedBy: 'a_.:/=+-@ ${'1'.repeat(246)}'}
    roles: ['everything/${'c'.repeat(60)}=,.@']
machineUsers:
  ${'m'.repeat(64)}:
    slackId: C0DEPLOY001
    policyArns: ['arn:aws:iam::111111111111:policy/${a(500)}/${a(128)}']
`;

/** A stack file and users whose texts are as long and as odd as the checks let them be. */
export const extremes = { stacks, engineers };
