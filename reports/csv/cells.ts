/** A row's cells, by the names of their columns. */
export type Cells = Readonly<Record<string, string | undefined>>;

/** The cells of rows that an account has besides those of its users. */
export type Others = (accountId: string) => readonly Cells[];
