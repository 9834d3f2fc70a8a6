/** What is fetched while one is looked at. */
const AT_A_TIME = 8;

/**
 * Fetches some while one is looked at; in order.
 * @param atATime how many are on the way, the one that is waited for among them
 */
export async function* ahead<Item, Answer>(
  items: readonly Item[],
  fetch: (item: Item) => Promise<Answer>,
  atATime = AT_A_TIME,
): AsyncGenerator<readonly [Item, Answer]> {
  const under: Promise<Answer>[] = [];
  for (let i = 0; i < items.length; i++) {
    for (let next = i + under.length; next < Math.min(items.length, i + atATime); next++)
      under.push(fetched(fetch(items[next] as Item)));
    const answer = await (under.shift() as Promise<Answer>);
    yield [items[i] as Item, answer];
  }
}

/** What one of them threw is thrown where it is looked at, or by the one before it. */
function fetched<Answer>(answer: Promise<Answer>): Promise<Answer> {
  answer.catch(() => undefined);
  return answer;
}
