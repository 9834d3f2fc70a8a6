import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../project-files';
import { accountsPictures } from './draw';

for (const [file, svg] of accountsPictures()) writeFileSync(path.join(root, file), svg);
