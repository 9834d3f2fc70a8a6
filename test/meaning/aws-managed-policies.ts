import { execFileSync } from 'node:child_process';
import path from 'node:path';
import type { PolicyDocument } from '../../rules/policies';

/** The policies of AWS itself that the stacks of the tests attach. */
const names = [
  'AdministratorAccess',
  'AmazonEC2ContainerRegistryPowerUser',
  'AmazonS3ReadOnlyAccess',
  'PowerUserAccess',
  'ReadOnlyAccess',
];

const script = `
import importlib.util, json, os, sys
folder = os.path.dirname(importlib.util.find_spec('moto').origin)
spec = importlib.util.spec_from_file_location('policies', os.path.join(folder, 'iam', 'aws_managed_policies.py'))
policies = importlib.util.module_from_spec(spec)
spec.loader.exec_module(policies)
everything = json.loads(policies.aws_managed_policies_data)
print(json.dumps({
    f"arn:aws:iam::aws:policy{everything[name]['Path']}{name}": everything[name]['Document']
    for name in sys.argv[1:] or everything
}))
`;

let read: ReadonlyMap<string, PolicyDocument> | undefined;

/** Their documents by ARN. */
export function awsManagedPolicies(): ReadonlyMap<string, PolicyDocument> {
  read ??= readFromMoto(names);
  return read;
}

/** All of AWS's managed policies that moto has a copy of, by ARN. */
export function allAwsManagedPolicies(): ReadonlyMap<string, PolicyDocument> {
  return readFromMoto([]);
}

function readFromMoto(which: readonly string[]): ReadonlyMap<string, PolicyDocument> {
  const python = path.join(__dirname, '..', '..', '.venv', 'bin', 'python');
  const printed = execFileSync(python, ['-c', script, ...which], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return new Map(Object.entries(JSON.parse(printed) as Record<string, PolicyDocument>));
}
