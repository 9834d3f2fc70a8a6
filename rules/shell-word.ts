/** A word of a command as a shell takes it: quoted where it would read more into it. */
export function shellWord(word: string): string {
  return /^[\w+=,.@:/…-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/** A command of whole words. */
export function shellLine(...words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}
