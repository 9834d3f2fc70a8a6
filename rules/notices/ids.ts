/** The key's, user's or day's own id within a notice's id. */
export function subjectIdOf(id: string): string {
  return id.split('/')[1] ?? id;
}
