import { InvokeCommand, LambdaClient, type FunctionConfiguration } from '@aws-sdk/client-lambda';
import { z } from 'zod';
import { version } from '../../package.json';
import { withoutKeyIds } from '../../functions/without-key-ids';
import { checkAnswerSchema, type CheckAnswerRead } from '../../rules/checks/check-answer';
import type { CheckEvent } from '../../rules/checks/check-event';
import { CHECK_FORMAT } from '../../rules/checks/check-format';
import { jsonIn } from '../../rules/json-in';
import type { AnyFunctionName } from '../../rules/names';
import { requestHandler } from '../aws/credentials';
import { asked, fine, notKnown, runbookOf, wrong, type Finding } from './finding';
import { isDistributed, type Looking } from './looks/looking';

/** What a function has said of itself. */
export interface Answered {
  readonly findings: readonly Finding[];
  readonly answer?: CheckAnswerRead;
}

const MARGIN_MS = 10_000;
const LONGEST_SECONDS = 900;

/** Asks each function that is there whether it can do its work; none of them does any of it. */
export async function askFunctions(
  looking: Looking,
  onAnswer: (name: AnyFunctionName) => void,
): Promise<ReadonlyMap<AnyFunctionName, Answered>> {
  const answers = [...looking.functions].map(async ([name, configuration]) => {
    const answered = await askFunction(looking, name, configuration);
    onAnswer(name);
    return [name, answered] as const;
  });
  return new Map(await Promise.all(answers));
}

async function askFunction(
  looking: Looking,
  name: AnyFunctionName,
  { FunctionName = '', Timeout = LONGEST_SECONDS }: FunctionConfiguration,
): Promise<Answered> {
  const { caller } = looking.deployment;
  const lambda = new LambdaClient({
    ...caller.client,
    requestHandler: {
      ...requestHandler,
      requestTimeout: Timeout * 1000 + MARGIN_MS,
      throwOnRequestTimeout: true,
    },
    // It is asked once: a function that has died at it would do so again.
    maxAttempts: 1,
  });
  let answer: CheckAnswerRead | undefined;
  const subject = { what: 'answer', id: FunctionName };
  const findings = await asked(caller, subject, 'lambda:InvokeFunction', async () => {
    const Payload = JSON.stringify(eventFor(looking, name));
    const found = await lambda.send(new InvokeCommand({ FunctionName, Payload }));
    const text = found.Payload?.transformToString() ?? '';
    if (found.FunctionError !== undefined) return [judgeFailure(subject, name, text)];
    const read = checkAnswerSchema.safeParse(jsonIn(text));
    if (!read.success || read.data.function !== name) return [ofAnotherVersion(subject)];
    answer = read.data;
    return [judgeVersion(subject, answer), ...answer.checks];
  });
  return { findings, answer };
}

function eventFor(looking: Looking, name: AnyFunctionName): CheckEvent {
  const { declared } = looking.deployment;
  const check = CHECK_FORMAT;
  if (name === 'monitor') {
    // In distributed runs the state machine alone knows the list.
    const accounts = isDistributed(looking) ? declared?.plan.watched.list : undefined;
    return { check, ...(accounts && { accounts: accounts.map(({ id }) => id) }) };
  }
  if (name !== 'notify' || !declared) return { check };
  return {
    check,
    channels: declared.channels.map(({ id }) => id),
    people: declared.users.flatMap(({ id, usedBy }) =>
      usedBy.map((each) => ({ id, usedBy: each })),
    ),
  };
}

function judgeVersion(
  { id }: { readonly id: string },
  { version: deployed }: CheckAnswerRead,
): Finding {
  const subject = { what: 'version', id };
  if (deployed === version) return fine(subject, deployed);
  return wrong(subject, `it is of ${deployed}, and this command of ${version}`, {
    todo: 'pulumi up with this version, or use the command of that one',
    page: 'docs/run.md#upgrade',
  });
}

const sameVersion = {
  todo: 'pulumi up on the monitor’s stack with this version, or use the command of that one',
  page: 'docs/run.md#upgrade',
};

const failureSchema = z.object({
  errorType: z.string().default('an error without a name'),
  errorMessage: z.string().default(''),
});
/** What Lambda itself says, not the function: it has died, or could not be loaded. */
const ofLambda = /^(Runtime\.|Sandbox\.|Function\.)|Task timed out/;

function judgeFailure(
  subject: { readonly what: string; readonly id: string },
  name: AnyFunctionName,
  text: string,
): Finding {
  const { errorType, errorMessage } = failureSchema.safeParse(jsonIn(text)).data ?? {
    errorType: 'an error',
    errorMessage: text,
  };
  const [line = ''] = withoutKeyIds(errorMessage).split('\n');
  const said = `${errorType}: ${line}`;
  if (!ofLambda.test(said))
    return notKnown(
      subject,
      `it does not know the question (${said}): it is of another version`,
      sameVersion,
    );
  return wrong(subject, `it failed: ${said}`, {
    todo: `look at its log group, /aws/lambda/${subject.id}`,
    page: runbookOf(`${name}-errors`),
  });
}

function ofAnotherVersion(subject: { readonly what: string; readonly id: string }): Finding {
  return notKnown(
    subject,
    'it answered something else than its state: it is of another version',
    sameVersion,
  );
}
