/** What has diagnostics is not kept. */
export interface Translated {
  readonly outputText: string;
  readonly sourceMapText?: string;
  readonly diagnostics?: readonly unknown[];
}

/**
 * The translation, which is asked only for what it has not translated before.
 * @param how all that the translation depends on but the source and its name: the compiler's version and options
 * @param folder where it is kept, below node_modules by default
 */
export function kept(
  how: unknown,
  translate: (code: string, fileName: string) => Translated,
  folder?: string,
): (code: string, fileName: string) => Translated;
