/**
 * Why Keyturn refuses what a JSON Schema takes: what no schema can say, since it is of more than one field, of the day, of
 * other files, of what AWS has, or of how a value is written.
 */
export const explained: Readonly<Record<string, RegExp>> = {
  'anchors, aliases and tags are not taken: each line says what it means':
    /found the (anchor|alias|tag) /,
  'a number that two readers of YAML read as two needs quotes':
    /with a zero in front it is another/,
  'what was meant as a value is a comment to YAML': /: to YAML \S+ is a comment/,
  'a sign that nobody sees': /found the invisible character/,
  'another version of YAML': /expected YAML 1\.2/,
  'nesting without end': /found deeper nesting/,
  'a key that is a map, a list or nothing': /found another key, expected text as a key/,
  'a number that is not exact any more':
    /: found [\de+]+, expected at most 9007199254740991( \(and \d+ more\))?$/,
  'a key that JavaScript keeps for itself': /found the key "__proto__"/,
  'a file that is too big': /found \d+ (bytes|characters), expected/,
  'a value that stands twice': /expected (each [\w-]+( in)? once|another )/,
  'a number in quotes, of which the schema says no bounds':
    /: keyturn:(concurrency|reportRetentionDays): found \d+, expected at (least|most) \d+$/,
  'a date that there is': /expected a date/,
  'a region, a policy or a time zone that there is':
    /expected (an AWS region|a policy (that AWS has|of )|an IANA time zone)/,
  'a region that has account access manager':
    /: keyturn:identityCenter\.mode: found account-access in [\w-]+, expected permission-sets: AWS has/,
  'the region and the partition of the account':
    /expected (one|a policy) of the (region|partition) /,
  'a role, a role set or an account that another file declares':
    /expected (a role (that a stack declares|as stack|of a stack that has a file \()|one of the roles|a role set of|a stack of this|.*which has no)/,
  'what the stack files around say':
    /found a list without \d{12}, expected every account with a stack file|which the stack \w+ (has|is)|than the stack \w+ has|as the stack \w+ |a stack file (beside|with)|no stack file of/,
  'a key of another kind of account': /found a key of the account kind/,
  'the stack file of an account without the monitor, of which the defaults would be taken':
    /expected the file of a stack whose accountKinds has monitor/,
  'a key that stands where nothing would read it':
    /found (the namespace |a key of the project |a key beside config|no config)|keyturn:.*: found an unknown key/,
  'what an account that others cover is given':
    /: keyturn:\w+: found (true|false), expected (true|false), as the account is coveredByStackSet\b/,
  'an age that goes beyond another': /expected more than the last reminder's age \d+$/,
  'a file that is there':
    /keyturn:engineersFile: found no such file as ".*, expected the file that/,
  'somebody else’s file':
    /^--before is \S+: (declared\.name: found ".*, expected ada|account\.id: found "\d{12}", expected \d{12})$/,
  'either a name or a URN':
    /^ConfigError: exemptions\[\d+\] of [\w-]+ has (neither urn nor|both urn and) name: expected one of them$/,
  'settings that go with each other':
    /go together|goes with|only with|as well, expected|the days between|the disableAge|(as|which) \w+ says|at most \d+, (the \w+|or )|below|ascending|expected (one of list and organization|it only|none, or |access: |only one|keyturn:customRotation|nothing but)|beside it/,
  'what an account of its kind can’t do without':
    /: keyturn:(teamChannel|slackTokenSecretArn|auditRoleStackSet|accountKinds|slackAppId|slackSigningSecret|identityCenter\S*): found (nothing|identity|no)/,
  'a secret in plain text, or plain text that is a secret': /found (plain text|a secret), expected/,
  'an id of the examples beside those of one’s own': /this one is the example's/,
  'an ARN and a way that belong together':
    /expected (an IAM user's|a role session's|one of the account)/,
};

export function reasonOf(line: string): string | undefined {
  return Object.entries(explained).find(([, pattern]) => pattern.test(line))?.[0];
}
