import { writeFileSync } from 'node:fs';
import { copiedJudgements, vocabularyFile, vocabularyText } from './vocabulary';

void vocabularyText().then((text) => writeFileSync(vocabularyFile, text));
for (const { file, text } of copiedJudgements) writeFileSync(file, text());
