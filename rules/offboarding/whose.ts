/** An IAM user of the name who is there. */
export interface Present {
  readonly id: string;
  readonly createdAt: Date;
}

/** What is known of who was called so. */
export interface Heard {
  /** Unique ids that somebody says are theirs: --user-id, or what was recorded before. */
  readonly said: readonly string[];
  /** Those that the ledger and CloudTrail have of users of the name. */
  readonly found: readonly string[];
  /** Where reports have a user of the name: when that one was made. */
  readonly madeAt?: Date;
  /** When a user of the name was deleted, as CloudTrail has it. */
  readonly deletedAt?: Date;
}

/** Which user it is. */
export interface Whose {
  /** None: nobody knows. */
  readonly ids: readonly string[];
  /** Whether the user of the name who is there is the one. */
  readonly isPresent: boolean;
  /** The user of the name who is there and is somebody else. */
  readonly namesake?: Present;
}

/**
 * IAM tells two users of one name apart by their unique ids: whoever is deleted and made again has another.
 * @param isDeclared whether engineers.yaml has somebody of the name
 * @returns undefined where either may be meant, and somebody has to say which
 */
export function whoseIs(
  present: Present | undefined,
  { said, found, madeAt, deletedAt }: Heard,
  isDeclared: boolean,
): Whose | undefined {
  const ids = said.length > 0 ? said : found.filter((id) => id !== present?.id);
  if (!present) return { ids, isPresent: false };
  if (said.length > 0)
    return said.includes(present.id)
      ? { ids: said, isPresent: true }
      : { ids: said, isPresent: false, namesake: present };
  const isYounger = [deletedAt, madeAt].some((at) => at && isLater(present.createdAt, at));
  if (ids.length === 0 && !isYounger) return { ids: [present.id], isPresent: true };
  // Whoever is declared is there to stay: then it is the other one who has left.
  return isDeclared ? { ids, isPresent: false, namesake: present } : undefined;
}

/** CloudTrail and reports have whole seconds. */
function isLater(one: Date, other: Date): boolean {
  return one.getTime() - other.getTime() > 1000;
}
