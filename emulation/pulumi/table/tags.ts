/** Tags as Pulumi has them. */
export type Tags = Readonly<Record<string, string>>;

/** As most services want them. */
export function tagList(tags: Tags | undefined): { Key: string; Value: string }[] {
  return Object.entries(tags ?? {}).map(([Key, Value]) => ({ Key, Value }));
}

export function tagsFrom(
  list: readonly { readonly Key?: string; readonly Value?: string }[] | undefined,
): Tags {
  return Object.fromEntries((list ?? []).map(({ Key = '', Value = '' }) => [Key, Value]));
}

/** What must be set and what must be taken away to come from the old tags to the new ones. */
export function tagChanges(
  old: unknown,
  wanted: Tags | undefined,
): { readonly set: Tags; readonly removed: string[] } {
  const before = (old ?? {}) as Tags;
  const after = wanted ?? {};
  return {
    set: Object.fromEntries(Object.entries(after).filter(([key, value]) => before[key] !== value)),
    removed: Object.keys(before).filter((key) => !(key in after)),
  };
}

/** Runs the two calls that a change of tags takes, where there is one. */
export async function changeTags(
  old: unknown,
  wanted: Tags | undefined,
  calls: {
    readonly set: (tags: Tags) => Promise<unknown>;
    readonly remove: (keys: string[]) => Promise<unknown>;
  },
): Promise<void> {
  const { set, removed } = tagChanges(old, wanted);
  if (removed.length > 0) await calls.remove(removed);
  if (Object.keys(set).length > 0) await calls.set(set);
}
