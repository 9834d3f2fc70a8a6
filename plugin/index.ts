import { readFileSync } from 'node:fs';
import path from 'node:path';
import { main } from '@pulumi/pulumi/provider';
import { ComponentPackage } from './component-package';

/** What the engine starts where a program in another language uses a component. */
export = () =>
  main(
    new ComponentPackage(readFileSync(path.join(__dirname, 'schema.json'), 'utf8')),
    process.argv.slice(2),
  );
