import path from 'node:path';

/** What Node takes to run TypeScript in a process of its own, as mocha's are: with ts-node, and what was made of it kept. */
export const withTypeScript: readonly string[] = ['-r', path.join(__dirname, 'register.cjs')];
