import { markdownPages } from '../documentation/markdown';

/** A block of commands of a page. */
export interface Block {
  /** From the root. */
  readonly page: string;
  /** Such as `docs/try.md:7`. */
  readonly place: string;
  readonly commands: string;
}

/** Every block of commands of every page, in their order. */
export function blocksOfPages(): readonly Block[] {
  return markdownPages().flatMap(({ file, samples }) =>
    samples
      .filter(({ language }) => language === 'sh')
      .map(({ place, text }) => ({ page: file, place, commands: text })),
  );
}

/**
 * The page's one block that begins so.
 * @throws Error where there is none, or more than one
 */
export function blockOf(page: string, begins: string): Block {
  const found = blocksOfPages().filter(
    (block) => block.page === page && block.commands.startsWith(begins),
  );
  const [block] = found;
  if (block && found.length === 1) return block;
  throw new Error(`${page} has ${found.length} blocks that begin with ${begins}: expected one`);
}
