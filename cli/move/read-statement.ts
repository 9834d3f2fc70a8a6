import { waysStatementSchema, type WaysStatement } from '../../rules/person/ways-statement';
import { readJsonFile } from '../read-json-file';

/** A statement has a few lines. */
const LARGEST_CHARACTERS = 64 * 1024;

/**
 * What a person said of their ways in, with `keyturn ways --statement`.
 * @throws CliError that names the field
 */
export function readStatement(file: string): WaysStatement {
  return readJsonFile(file, {
    option: '--said',
    what: 'a statement of ways',
    largest: LARGEST_CHARACTERS,
    schema: waysStatementSchema,
    hint: 'keyturn ways --statement writes such a file',
  });
}
