import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** What version 2 of the AWS CLI has and version 1, the only one that pip has, has not. */
const exported = 'configure export-credentials --profile';

/**
 * An `aws` that is version 1, but for the call by which the profiles' bridge gets a session's credentials: that one is answered as
 * version 2 does, by botocore, which both are made of.
 */
export function standInForVersion2(folder: string, programs: string): void {
  const python = path.join(programs, 'python');
  const text = `#!${python}
import json, os, sys
args = ' '.join(sys.argv[1:])
if not (args.startswith('${exported} ') and args.endswith(' --format process')):
    os.execv('${path.join(programs, 'aws')}', ['aws', *sys.argv[1:]])
import botocore.session
found = botocore.session.Session(profile=sys.argv[4]).get_credentials()
frozen = found.get_frozen_credentials()
print(json.dumps({
    'Version': 1,
    'AccessKeyId': frozen.access_key,
    'SecretAccessKey': frozen.secret_key,
    'SessionToken': frozen.token,
    'Expiration': found._expiry_time.isoformat(),
}))
`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'aws'), text, { mode: 0o755 });
}
