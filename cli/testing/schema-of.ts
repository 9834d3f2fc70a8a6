import { readFileSync } from 'node:fs';
import path from 'node:path';
import Ajv2020 from 'ajv/dist/2020';
import addFormats from 'ajv-formats';

/** A JSON Schema of docs/schemas, as a validator that is not the one that the commands use. */
export function schemaOf(name: string) {
  const file = path.join(__dirname, '..', '..', 'docs', 'schemas', `${name}.schema.json`);
  return addFormats(new Ajv2020()).compile(JSON.parse(readFileSync(file, 'utf8')) as object);
}
