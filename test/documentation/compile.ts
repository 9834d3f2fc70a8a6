import path from 'node:path';
import ts from 'typescript';
import { root } from '../../scripts/project-files';
import type { Sample } from './markdown';

/** Before a sample that imports nothing: what it may take for granted. */
const given = `
import * as cloudcontrol from '@pulumi/aws/cloudcontrol';
import * as iam from '@pulumi/aws/iam';
import * as ssoadmin from '@pulumi/aws/ssoadmin';
import { AssumableRole, Engineer, EngineerBaseline, RoleGroup } from 'keyturn';
const aws = { cloudcontrol, iam, ssoadmin };
declare const ada: iam.User;
declare const developers: ssoadmin.PermissionSet;
declare const instanceArn: string;
declare const groupName: string;
declare const policyArn: string;
declare const assumeRolePolicy: string;
declare const identityAccountId: string;
`;

/**
 * What TypeScript has to say of the samples, each by itself, where `keyturn` is the package's own sources.
 * @returns a line a mistake: the sample's place, and what is wrong
 */
export function compile(samples: readonly Sample[]): readonly string[] {
  const places = new Map(
    samples.map(({ place, text }, i) => [
      path.join(root, 'test', 'documentation', `sample-${i}.ts`),
      { place, text: /^import /m.test(text) ? text : `${given}${text}\nexport {};\n` },
    ]),
  );
  const options: ts.CompilerOptions = {
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    strict: true,
    esModuleInterop: true,
    noEmit: true,
    skipLibCheck: true,
    types: ['node'],
    paths: {
      keyturn: [path.join(root, 'components', 'index.ts')],
      'keyturn/*': [path.join(root, '*', 'index.ts')],
    },
  };
  const disk = ts.createCompilerHost(options);
  disk.jsDocParsingMode = ts.JSDocParsingMode.ParseForTypeErrors;
  const host: ts.CompilerHost = {
    ...disk,
    fileExists: (file) => places.has(file) || disk.fileExists(file),
    readFile: (file) => places.get(file)?.text ?? disk.readFile(file),
    getSourceFile: (file, version, ...rest) => {
      const sample = places.get(file);
      return sample
        ? ts.createSourceFile(file, sample.text, version)
        : disk.getSourceFile(file, version, ...rest);
    },
  };
  const program = ts.createProgram([...places.keys()], options, host);
  return [...places].flatMap(([file, { place }]) => {
    const source = program.getSourceFile(file);
    return [
      ...program.getSyntacticDiagnostics(source),
      ...program.getSemanticDiagnostics(source),
    ].map(({ messageText }) => `${place}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}
