import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { DoctoredCompany } from '../../cli/testing/doctored-company';
import { Keyturn } from '../../cli/testing/keyturn';
import { root } from '../project-files';
import { doctorPictures, runs, transcriptFile } from './pictures';
import { transcriptOf } from './transcript';

/** Has the command look at an emulated company that is well, and then is not, and draws what it said. */
async function main(): Promise<void> {
  const keyturn = await Keyturn.build();
  try {
    const company = await DoctoredCompany.open();
    try {
      const invoker = await company.answerThemselves();
      for (const run of runs)
        writeFileSync(transcriptFile(run), await transcriptOf(run, company, keyturn));
      await invoker.stop();
    } finally {
      await company.stop();
    }
  } finally {
    keyturn.remove();
  }
  for (const [file, svg] of doctorPictures()) writeFileSync(path.join(root, file), svg);
}

void main();
