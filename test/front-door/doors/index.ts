import { configFileDoor } from './config-file';
import type { Door } from './door';
import { engineersDoor } from './engineers';
import { jsonDoors } from './json-files';
import { policyDoors } from './policy-config';
import { projectFileDoor } from './project-file';
import { stackDoors } from './stack-file';

/** Every kind of file that people write for Keyturn, or carry from one command to another; each as often. */
export const families: readonly (readonly [Door, ...Door[]])[] = [
  [engineersDoor],
  stackDoors as readonly Door[] as [Door],
  [configFileDoor],
  [projectFileDoor],
  jsonDoors as [Door],
  policyDoors as readonly Door[] as [Door],
];
