import { writeFileSync } from 'node:fs';
import { vocabularyFile, vocabularyText } from './vocabulary';

void vocabularyText().then((text) => writeFileSync(vocabularyFile, text));
