/**
 * IAM keeps the case of names and of the keys of users' and roles' tags, and tells nothing apart by it. What all have
 * in common that it takes for one; the same as in rules/, which the pack has to stand without.
 */
export function withoutCase(name: string): string {
  return name.toLowerCase();
}
