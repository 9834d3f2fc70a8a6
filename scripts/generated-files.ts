import { readFileSync } from 'node:fs';
import path from 'node:path';
import { format, resolveConfig } from 'prettier';
import { componentSchema } from './component-schema';
import { z } from 'zod';
import { planSchema } from '../cli/plan/plan-document';
import { doctorSchema } from '../cli/doctor/doctor-document';
import { slackCheckSchema } from '../cli/slack/check-document';
import { offboardCertificateSchema } from '../rules/offboarding/certificate';
import { holdingsSchema } from '../rules/offboarding/holdings';
import { certificateSchema } from '../rules/person/certificate';
import { moveStatusSchema } from '../rules/person/move-status';
import { evidenceSchema } from '../rules/evidence/evidence-schema';
import { reportSchema } from '../rules/report/report-schema';
import { describeConfig, engineersJsonSchema, stackFileJsonSchema } from '../stacks/config/schemas';

const root = path.join(__dirname, '..');

/** The committed files that are made from schemas and types, as they should be: text by path. */
export async function generatedFiles(): Promise<ReadonlyMap<string, string>> {
  const files: readonly [string, string][] = [
    ['plugin/schema.json', await componentSchema()],
    ['stacks/engineers.schema.json', JSON.stringify(engineersJsonSchema())],
    ['stacks/stack-config.schema.json', JSON.stringify(stackFileJsonSchema())],
    ['docs/schemas/report.schema.json', JSON.stringify(z.toJSONSchema(reportSchema))],
    ['docs/schemas/evidence.schema.json', JSON.stringify(z.toJSONSchema(evidenceSchema))],
    ['docs/schemas/plan.schema.json', JSON.stringify(z.toJSONSchema(planSchema))],
    ['docs/schemas/move-status.schema.json', JSON.stringify(z.toJSONSchema(moveStatusSchema))],
    [
      'docs/schemas/move-certificate.schema.json',
      JSON.stringify(z.toJSONSchema(certificateSchema)),
    ],
    [
      'docs/schemas/offboard-certificate.schema.json',
      JSON.stringify(z.toJSONSchema(offboardCertificateSchema)),
    ],
    ['docs/schemas/holdings.schema.json', JSON.stringify(z.toJSONSchema(holdingsSchema))],
    ['docs/schemas/doctor.schema.json', JSON.stringify(z.toJSONSchema(doctorSchema))],
    ['docs/schemas/slack-check.schema.json', JSON.stringify(z.toJSONSchema(slackCheckSchema))],
    ['Pulumi.yaml', describeConfig(readFileSync(path.join(root, 'Pulumi.yaml'), 'utf8'))],
  ];
  return new Map(
    await Promise.all(
      files.map(async ([name, text]) => {
        const filepath = path.join(root, name);
        const options = await resolveConfig(filepath);
        return [name, await format(text, { ...options, filepath })] as const;
      }),
    ),
  );
}
