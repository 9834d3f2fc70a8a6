import path from 'node:path';
import { pythonEnvironment } from '../../scripts/python-environment';

/**
 * The folder of a peer's programs, in a Python environment of its own below .venv-bench.
 * @param name of the peer, whose requirements are beside this file in `<name>-requirements.txt`
 * @throws Error where pip fails; what it says goes to stderr
 */
export function programsOf(name: string): string {
  return pythonEnvironment({
    asker: 'bench',
    what: name,
    requirements: path.join(__dirname, `${name}-requirements.txt`),
    folder: path.join('.venv-bench', name),
  });
}
