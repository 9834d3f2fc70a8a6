import { accountOfStack } from './accounts';
import { formatPath, type Problem } from './problem';
import { readStackFile, type ProjectFolder } from './project-folder';

const key = 'keyturn:createTrail';

/**
 * Asks for what the files can't know: whether a trail logs the management events of the account that holds the
 * users. It is no mistake to say nothing, but then nobody may hear of a new key before the next daily run.
 * @returns one for each identity account whose stack file neither has a trail made nor says that there is one
 */
export function askForTrail(project: ProjectFolder): readonly Problem[] {
  return project.stacks
    .map((stack) => readStackFile(project, stack))
    .filter((file) => {
      const account = accountOfStack(file);
      // Pulumi.yaml has a default for every key, which is nobody's answer.
      return (
        account?.kinds.includes('identity') && !file.ownKeys.has(key) && !account.coveredByStackSet
      );
    })
    .map(({ file }) => ({
      file: file.name,
      path: formatPath([key]),
      found: 'nothing',
      expected:
        "false, if a CloudTrail trail logs this account's management events, or true, to make one: without a trail no new key is announced before the next daily run",
    }));
}
