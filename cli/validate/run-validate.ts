import { askForOwnIds } from '../../stacks/config/invented-ids';
import { planStack } from '../../stacks/config/plan';
import { formatProblem, sortProblems, type Problem } from '../../stacks/config/problem';
import { readStackFile, type ProjectFolder } from '../../stacks/config/project-folder';
import { askForTrail } from '../../stacks/config/trail';
import { exitCodes } from '../exit-codes';
import { openOutput } from '../output';
import { openProject, stacksNamed } from '../project';

export interface ValidateOptions {
  readonly project: string;
  readonly stack?: readonly string[];
  readonly format: 'text' | 'json' | 'github';
  readonly strict?: true;
}

/**
 * Says all that is wrong with a project's stacks, and asks what only people know where nothing is.
 * @throws CliError where there is no project, or no such stack
 */
export async function runValidate(options: ValidateOptions): Promise<void> {
  const project = openProject(options.project);
  const stacks = options.stack ? stacksNamed(project, options.stack) : project.stacks;
  const { problems, questions } = look(project, stacks);
  if (problems.length > 0 || (options.strict && questions.length > 0))
    process.exitCode = exitCodes.findings;
  await openOutput(undefined).write(formats[options.format](problems, questions));
  const count = problems.length === 1 ? 'one mistake' : `${problems.length} mistakes`;
  const found = problems.length === 0 ? 'no mistake' : count;
  if (options.format === 'text')
    process.stderr.write(
      [
        ...questions.map((question) => `to be settled: ${formatProblem(question)}\n`),
        `${found} in ${stacks.length === 1 ? 'one stack' : `${stacks.length} stacks`}\n`,
      ].join(''),
    );
}

interface Seen {
  readonly problems: readonly Problem[];
  /** What is no mistake, and is asked once there is none. */
  readonly questions: readonly Problem[];
}

function look(project: ProjectFolder, stacks: readonly string[]): Seen {
  if (project.problems.length > 0) return { problems: project.problems, questions: [] };
  const read = stacks.map((stack) => planStack(project, stack));
  const problems = inOrder(read.flatMap((each) => each.problems));
  if (problems.length > 0) return { problems, questions: [] };
  const files = new Set(stacks.map((stack) => readStackFile(project, stack).file.name));
  const plans = read.flatMap(({ value }) => value ?? []);
  return {
    problems,
    questions: inOrder([
      ...askForOwnIds(project, plans),
      ...askForTrail(project).filter(({ file }) => files.has(file)),
    ]),
  };
}

/** What stacks share is found from each of them, and said once. */
function inOrder(all: readonly Problem[]): readonly Problem[] {
  return sortProblems([...new Map(all.map((each) => [formatProblem(each), each])).values()]);
}

type Format = (problems: readonly Problem[], questions: readonly Problem[]) => string;

const formats: Record<ValidateOptions['format'], Format> = {
  text: (problems) => problems.map((problem) => `${formatProblem(problem)}\n`).join(''),
  json: (problems, questions) =>
    `${JSON.stringify([...problems, ...questions.map((each) => ({ ...each, isQuestion: true }))], undefined, 2)}\n`,
  github: (problems, questions) =>
    [
      ...problems.map((problem) => `${annotation('error', problem)}\n`),
      ...questions.map((question) => `${annotation('notice', question)}\n`),
    ].join(''),
};

/** A workflow command of GitHub Actions, which shows the mistake at its line of the pull request. */
function annotation(level: 'error' | 'notice', problem: Problem): string {
  const { file, position, path, found, expected } = problem;
  const place = position ? `,line=${position.line},col=${position.column}` : '';
  const text = `${path === '' ? '' : `${path}: `}found ${found}, expected ${expected}`;
  return `::${level} file=${escapeProperty(file)}${place}::${escapeData(text)}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
