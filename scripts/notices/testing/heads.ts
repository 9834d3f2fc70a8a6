/** The packages that a THIRD-PARTY-NOTICES names, as `name version (licence)`. */
export function headsOf(notices: string): readonly string[] {
  const lines = notices.split('\n').filter((line) => /^\S+ \d\S* \([^)]+\)$/.test(line));
  return lines.toSorted();
}
