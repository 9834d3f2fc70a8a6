#!/usr/bin/env bash
# Policy Sentry is asked, in its template's own words (mode: crud), for write access to one IAM user.
#
# Expected: CreateAccessKey, UpdateAccessKey, DeleteUser and the like, limited to that user's ARN. AWS's reference has
#           the level Write for them.
# Happens:  a policy without a statement, exit 0, no word on standard error. IAM would refuse the document. Policy
#           Sentry keeps a list of its own that makes every write on a user "Permissions management", so nothing is left
#           under write; the same ARN under permissions-management gives them all.
# Version:  policy_sentry 0.15.2.
# Source:   policy_sentry/shared/data/access-level-overrides.yml of https://github.com/salesforce/policy_sentry, beside
#           https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagement.html
# Matters:  a pipeline that writes least-privilege policies from such templates deploys an empty one, or fails at IAM
#           with MalformedPolicyDocument, far from the template. And access levels of two tools can't be compared.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check policy-sentry==0.15.2

write_policy() {
  printf 'mode: crud\n%s:\n- arn:aws:iam::123456789012:user/ada\n' "$1" >"$work/template.yml"
  HOME="$work" "$work/venv/bin/policy_sentry" write-policy --input-file "$work/template.yml"
}
"$work/venv/bin/policy_sentry" --version
write=$(write_policy write 2>&1)
all=$(write_policy permissions-management 2>&1)
printf 'write:\n%s\npermissions-management: %s actions, one of them %s\n' "$write" \
  "$(grep -c '"iam:' <<<"$all")" "$(grep -o 'iam:CreateAccessKey' <<<"$all")"
[ "$(tr -d ' \n' <<<"$write")" = '{"Version":"2012-10-17","Statement":[]}' ] ||
  { echo 'CHANGED: write on a user gives statements, or a warning.' >&2; exit 1; }
echo 'Seen: no statement, no warning.'
