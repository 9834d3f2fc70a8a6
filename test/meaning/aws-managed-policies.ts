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
print(json.dumps({name: everything[name]['Document'] for name in sys.argv[1:]}))
`;

let read: ReadonlyMap<string, PolicyDocument> | undefined;

/** Their documents by ARN, from the copy of AWS's that moto has. */
export function awsManagedPolicies(): ReadonlyMap<string, PolicyDocument> {
  const python = path.join(__dirname, '..', '..', '.venv', 'bin', 'python');
  read ??= new Map(
    Object.entries(
      JSON.parse(
        execFileSync(python, ['-c', script, ...names], { encoding: 'utf8', maxBuffer: 1e8 }),
      ) as Record<string, PolicyDocument>,
    ).map(([name, document]) => [`arn:aws:iam::aws:policy/${name}`, document]),
  );
  return read;
}
