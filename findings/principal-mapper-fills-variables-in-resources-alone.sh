#!/usr/bin/env bash
# Principal Mapper is asked whether a policy lets a user do something to what has a tag with their own name.
#
# Expected: yes. A policy variable may stand in Resource and in the strings of Condition, and IAM fills it in both places.
#           Principal Mapper knows variables: in Resource it fills ${aws:username} in.
# Happens:  no. In Condition the variable is compared as it is written, so that only a tag whose value is the text
#           "${aws:username}" fits. Nothing is logged. A Deny with such a condition denies nothing in the same way.
# Version:  principalmapper 1.1.5.
# Source:   principalmapper/querying/local_policy_simulation.py of https://github.com/nccgroup/PMapper, where
#           _matches_after_expansion fills them in, and _get_str_match compares what is written; beside
#           https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
# Matters:  in companies that bind people to what is theirs by tags, its graph lacks paths that are there, and shows paths
#           that a Deny closes.
set -euo pipefail

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check principalmapper==1.1.5

HOME="$work" "$work/venv/bin/python" - <<'PY' | tee "$work/answers"
import collections
import collections.abc

# The package is older than Python 3.10.
for name in ("Mapping", "MutableMapping"):
    setattr(collections, name, getattr(collections.abc, name))

from principalmapper.common import Node, Policy
from principalmapper.querying.query_interface import local_check_authorization_full

ADA = "arn:aws:iam::123456789012:user/ada"
CONTEXT = {"aws:username": "ada", "iam:ResourceTag/owner": "ada"}


def is_allowed(statement):
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "iam:DeleteAccessKey", **statement}]}
    node = Node(ADA, "AIDAEXAMPLE", [Policy(ADA, "own", document)], None, None, None, 0, False, False, None, False, None)
    return local_check_authorization_full(node, "iam:DeleteAccessKey", ADA, CONTEXT, None, "123456789012")


def where_owner_is(value):
    return {"Resource": "*", "Condition": {"StringEquals": {"iam:ResourceTag/owner": value}}}


print("in Resource:", is_allowed({"Resource": "arn:aws:iam::123456789012:user/${aws:username}"}))
print("in Condition:", is_allowed(where_owner_is("${aws:username}")))
print("in Condition, the name written out:", is_allowed(where_owner_is("ada")))
PY
printf 'in Resource: True\nin Condition: False\nin Condition, the name written out: True\n' |
  cmp -s - "$work/answers" || { echo 'CHANGED: a variable in Condition is filled in.' >&2; exit 1; }
echo 'Seen: a variable is filled in in Resource, and compared as it is written in Condition.'
