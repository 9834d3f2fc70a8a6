/**
 * IAM keeps the case of names and of tags' keys, and tells nothing apart by it: users, groups, roles and policies
 * by their names, and the tags of a user or a role by their keys. A tag's value has a case: so do the conditions
 * of policies (`StringEquals`) have it.
 */

/** What all names have in common that IAM takes for one: a key for maps and sets. */
export function withoutCase(name: string): string {
  return name.toLowerCase();
}

/** Whether IAM takes both for one name, or for one tag's key. */
export function isSameName(one: string, other: string): boolean {
  // Most differ by more, and are quickly seen to.
  return one.length === other.length && withoutCase(one) === withoutCase(other);
}
