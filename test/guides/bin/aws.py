"""Stands in for the AWS CLI in the blocks of the guides: takes its command line as AWS's own models say it, and sends
it to the emulated AWS. An option that AWS does not have, a value of the wrong shape and one that is missing are
refused, as the AWS CLI does."""

import json
import os
import re
import sys

import jmespath
from botocore import xform_name
from botocore.session import Session
from botocore.validate import ParamValidator

GLOBAL = ("profile", "region", "query", "output", "cli-binary-format", "max-items")


def refuse(why):
    sys.stderr.write(f"aws: {why}\n")
    sys.exit(252)


def options_of(args):
    """By name, what stands after each option."""
    found = {}
    for arg in args:
        if arg.startswith("--"):
            found[arg[2:]] = last = []
        elif not found:
            yield arg
        else:
            last.append(arg)
    yield found


def value_of(shape, words, name):
    kind = shape.type_name
    if kind == "boolean" and not words:
        return True
    if kind == "list" and not words[0].startswith(("[", "file:")):
        return [value_of(shape.member, [word], name) for word in words]
    if len(words) != 1:
        refuse(f"--{name} takes one value, found {words}")
    (text,) = words
    if text.startswith("file://"):
        with open(text.removeprefix("file://"), encoding="utf8") as file:
            text = file.read()
    if kind in ("structure", "map", "list"):
        return json.loads(text) if text[:1] in "{[" else shorthand(shape, text, name)
    if kind == "boolean":
        refuse(f"--{name} is a switch, found {text}")
    return {"integer": int, "long": int, "blob": str.encode}.get(kind, str)(text)


def shorthand(shape, text, name):
    """As the AWS CLI does: `Status=Enabled,MFADelete=Disabled`, where true and false are words."""
    found = {}
    for pair in text.split(","):
        key, equals, value = pair.partition("=")
        if not equals or key not in shape.members:
            refuse(f"--{name} has {pair}, expected one of {list(shape.members)} and a value")
        member = shape.members[key]
        is_switch = member.type_name == "boolean" and value in ("true", "false")
        found[key] = value == "true" if is_switch else value_of(member, [value], name)
    return found


def main():
    *command, options = options_of(sys.argv[1:])
    if len(command) != 2:
        refuse(f"expected a service and an operation, found {command}")
    service, operation = command
    if service == "s3":
        refuse("the operations of S3 are s3api's: s3 is another command, which copies files")
    service = {"s3api": "s3"}.get(service, service)
    taken = {name: options.pop(name)[0] for name in GLOBAL if name in options}
    # The AWS CLI has a default output name, "outfile", for a body that is streamed; it stands without an option.
    outfile = None
    session = Session(profile=taken.get("profile"))
    region = taken.get("region") or session.get_config_variable("region")
    if region is None:
        refuse("You must specify a region. You can also configure your region by running aws configure")
    client = session.create_client(service, region_name=region)
    model = client.meta.service_model
    names = {xform_name(name, "-"): name for name in model.operation_names}
    if operation not in names:
        refuse(f"{service} has no operation {operation}")
    shape = model.operation_model(names[operation]).input_shape
    if model.operation_model(names[operation]).has_streaming_output:
        last = list(options)[-1]
        outfile = options[last].pop()
    members = {xform_name(name, "-"): name for name in shape.members}
    params = {}
    for name, words in options.items():
        if name not in members:
            refuse(f"Unknown options: --{name}")
        params[members[name]] = value_of(shape.members[members[name]], words, name)
    wrong = ParamValidator().validate(params, shape)
    if wrong.has_errors():
        refuse(wrong.generate_report())
    noted = {"service": service, "operation": names[operation], "region": region, "params": params}
    with open(os.environ["KEYTURN_GUIDE_CALLS"], "a", encoding="utf8") as file:
        file.write(json.dumps(noted, default=bytes.decode) + "\n")
    # What the emulated AWS does not know, or what somebody else carries out, is held against AWS's models alone.
    if f"{service} {operation}" in os.environ.get("KEYTURN_GUIDE_ONLY_NOTED", "").split(","):
        return
    answer = getattr(client, xform_name(names[operation]))(**params)
    answer.pop("ResponseMetadata")
    if outfile is not None:
        return
    if "query" in taken:
        answer = jmespath.search(taken["query"], answer)
    if taken.get("output") == "text":
        print("\t".join(answer) if isinstance(answer, list) else "None" if answer is None else answer)
    else:
        print(json.dumps(answer, indent=4, default=str))


main()
