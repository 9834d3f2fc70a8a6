import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** A text that has to go along with a package. */
export interface LicenseFile {
  readonly name: string;
  readonly text: string;
}

/** A licence's text for a package that has none in what npm installs. */
export interface TextFromElsewhere {
  /** What package.json has to say for the text to be the right one. */
  readonly license: string;
  /** In `texts/`. */
  readonly file: string;
  /** Where the text is from. */
  readonly source: string;
}

const awsSdk: TextFromElsewhere = {
  license: 'Apache-2.0',
  file: 'aws-sdk-js-v3.txt',
  source: 'LICENSE of @aws-sdk/client-sts 3.1173.0, of the same repository aws/aws-sdk-js-v3',
};

const powertools: TextFromElsewhere = {
  license: 'MIT-0',
  file: 'powertools-lambda-typescript.txt',
  source:
    'https://github.com/aws-powertools/powertools-lambda-typescript/blob/a17ecbfe6ece10e6572f89367bae24de17e1bd2e/LICENSE',
};

/** The packages that come without their licence's text, by name. What they bring themselves comes first. */
export const textsFromElsewhere: ReadonlyMap<string, TextFromElsewhere> = new Map([
  ['@aws-lambda-powertools/batch', powertools],
  ['@aws-lambda-powertools/commons', powertools],
  ['@aws-lambda-powertools/logger', powertools],
  ['@aws-lambda-powertools/metrics', powertools],
  ['@aws-lambda-powertools/parameters', powertools],
  ['@aws-sdk/credential-provider-http', awsSdk],
  ['@aws-sdk/credential-provider-login', awsSdk],
  ['@aws-sdk/nested-clients', awsSdk],
]);

export function readTextFromElsewhere({ file }: TextFromElsewhere): LicenseFile {
  return { name: 'LICENSE', text: readText(path.join(__dirname, 'texts', file)) };
}

/** What a package calls its licence, its notices, and those of what it holds itself. */
const named = /licen[cs]e|copying|copyright|notice|third[-_ ]?party/i;
const isCode = /\.([cm]?[jt]sx?|json|map|html)$/i;

/** Every licence and notice in a package's folder, or in a folder of such a name there, in the order of their names. */
export function licenseFiles(folder: string): readonly LicenseFile[] {
  const names = readdirSync(folder).filter((name) => named.test(name) && !isCode.test(name));
  return names
    .toSorted()
    .flatMap((name) => {
      const file = path.join(folder, name);
      if (!statSync(file).isDirectory()) return [name];
      const inside = readdirSync(file, { recursive: true, encoding: 'utf8' }).toSorted();
      return inside.map((each) => path.join(name, each));
    })
    .filter((name) => !isCode.test(name) && statSync(path.join(folder, name)).isFile())
    .map((name) => ({ name, text: readText(path.join(folder, name)) }));
}

/** With the same ends of lines and no empty ones around, so that the same text is the same. */
function readText(file: string): string {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  return text
    .split(/\r\n?|\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .replaceAll(/^\n+|\n+$/g, '');
}
