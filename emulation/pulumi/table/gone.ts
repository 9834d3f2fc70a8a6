/** How AWS's services name the error that a thing does not exist. */
const GONE =
  /^(NoSuch\w*|\w*NotFound\w*|QueueDoesNotExist|StateMachineDoesNotExist|NotFound)$|NonExistentQueue/;

export function isGone(error: unknown): boolean {
  return error instanceof Error && GONE.test(error.name);
}

/** The answer, or undefined where the thing does not exist. */
export async function unlessGone<Answer>(answer: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
