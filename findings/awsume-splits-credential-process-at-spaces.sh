#!/usr/bin/env bash
# A profile's credential_process names a program in a folder with a space in its name, in quotes, as AWS's guide says.
#
# Expected: awsume runs that program, with the arguments that botocore gives it. It reads the same file, and is built on
#           botocore, which has the reader for it.
# Happens:  awsume splits the line at white space alone, quotes or not, and ends with Python's traceback of
#           FileNotFoundError: of a program that is called "/…/my, with the quote in its name. An argument in quotes comes
#           to a program as several, each with what is left of the quotes, and no word about that.
# Version:  awsume 4.5.4, beside botocore 1.44.8.
# Source:   get_credentials_from_credential_process in awsume/awsumepy/default_plugins.py of
#           https://github.com/trek10inc/awsume, beside
#           https://docs.aws.amazon.com/sdkref/latest/guide/feature-process-credentials.html
# Matters:  a profile that all of AWS's tools take does not work with awsume on a machine whose programs are in such a
#           folder; whoever writes profiles for both must do without spaces.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check awsume==4.5.4 boto3==1.44.8 botocore==1.44.8 setuptools==83.0.0

mkdir "$work/my tools" "$work/.aws"
cat >"$work/my tools/credentials" <<PROGRAM
#!/bin/sh
printf '[%s]' "\$@" >>'$work/arguments'
echo '{"Version": 1, "AccessKeyId": "AKIAIOSFODNN7EXAMPLE", "SecretAccessKey": "not-a-real-one"}'
PROGRAM
chmod +x "$work/my tools/credentials"
cp "$work/my tools/credentials" "$work/credentials"
cat >"$work/.aws/config" <<PROFILES
[profile spaced]
region = eu-west-1
credential_process = "$work/my tools/credentials" --account "dev team"
[profile plain]
region = eu-west-1
credential_process = $work/credentials --account "dev team"
PROFILES

export HOME=$work
arguments() { cat "$work/arguments" 2>/dev/null || printf 'not run'; rm -f "$work/arguments"; }
for profile in spaced plain; do
  "$work/venv/bin/python" -c 'import botocore.session, sys
botocore.session.Session(profile=sys.argv[1]).get_credentials()' "$profile"
  printf 'botocore, %s: %s\n' "$profile" "$(arguments)"
  "$work/venv/bin/awsumepy" "$profile" >"$work/out" 2>&1 || true
  printf 'awsume, %s: %s\n' "$profile" "$(arguments)"
done | tee "$work/answers"
cat >"$work/expected" <<'ANSWERS'
botocore, spaced: [--account][dev team]
awsume, spaced: not run
botocore, plain: [--account][dev team]
awsume, plain: [--account]["dev][team"]
ANSWERS
cmp -s "$work/expected" "$work/answers" || { echo 'CHANGED: awsume heeds quotes.' >&2; exit 1; }
echo 'Seen: awsume splits at white space, quotes or not.'
