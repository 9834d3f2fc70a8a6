"""Judges requests by the local simulation of Principal Mapper.

Lines of JSON on stdin: `{"document": 1, "content": {…}}` gives a policy its number; any other is a request, as wire.ts
writes it. For each request a line on stdout: Allowed, ExplicitlyDenied, ImplicitlyDenied, or `error: …`.
"""

import collections
import collections.abc
import json
import logging
import sys

# Principal Mapper 1.1.5 is older than Python 3.10, which has these in collections.abc alone.
for name in ('Mapping', 'MutableMapping'):
    setattr(collections, name, getattr(collections.abc, name))

from principalmapper.common import Node, Policy
from principalmapper.querying import query_interface
from principalmapper.querying.local_policy_simulation import (
    ResourcePolicyEvalResult,
    resource_policy_authorization,
)


class ExplicitDenials(logging.Handler):
    """What it writes to its log where a statement denies: its answer is True or False alone."""

    seen = False

    def emit(self, record):
        if record.msg.startswith('Explicit Deny'):
            self.seen = True


denials = ExplicitDenials()
query_interface.logger.addHandler(denials)
query_interface.logger.setLevel(logging.DEBUG)
query_interface.logger.propagate = False

documents = {}
nodes = {}


def node_of(arn, policies, boundary):
    key = (arn, tuple(policies), boundary)
    if key not in nodes:
        attached = [Policy(arn, str(number), documents[number]) for number in policies]
        limit = None if boundary is None else Policy(arn, str(boundary), documents[boundary])
        trust = {} if ':role/' in arn else None
        nodes[key] = Node(arn, 'AIDAEXAMPLE', attached, None, trust, None, 0, False, False, limit, False, None)
    return nodes[key]


def judge_person(request):
    denials.seen = False
    is_allowed = query_interface.local_check_authorization_full(
        node_of(request['arn'], request['policies'], request.get('boundary')),
        request['action'],
        request['resource'],
        request['context'],
        documents.get(request.get('resourcePolicy')),
        request['accountId'],
    )
    if is_allowed:
        return 'Allowed'
    return 'ExplicitlyDenied' if denials.seen else 'ImplicitlyDenied'


def judge_service(request):
    result = resource_policy_authorization(
        request['service'],
        request['accountId'],
        documents[request['resourcePolicy']],
        request['action'],
        request['resource'],
        request['context'],
    )
    if result is ResourcePolicyEvalResult.DENY_MATCH:
        return 'ExplicitlyDenied'
    return 'Allowed' if result is ResourcePolicyEvalResult.SERVICE_MATCH else 'ImplicitlyDenied'


def main():
    for line in sys.stdin:
        message = json.loads(line)
        if 'document' in message:
            documents[message['document']] = message['content']
            continue
        try:
            answer = judge_service(message) if 'service' in message else judge_person(message)
        except Exception as error:
            answer = f'error: {type(error).__name__}: {error}'.replace('\n', ' ')
        print(answer)


main()
