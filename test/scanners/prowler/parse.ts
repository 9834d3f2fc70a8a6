import { z } from 'zod';
import { severities, type Finding } from '../finding';

/** The framework of Prowler's whose requirements are Security Hub's controls. */
const SECURITY_HUB = 'AWS-Foundational-Security-Best-Practices';

const detection = z.looseObject({
  status_code: z.enum(['PASS', 'FAIL', 'MANUAL']),
  severity: z.string().toLowerCase().pipe(z.enum(severities)),
  metadata: z.looseObject({
    event_code: z.string().min(1),
    product: z.looseObject({ version: z.string() }),
  }),
  finding_info: z.looseObject({ title: z.string() }),
  resources: z.tuple([z.looseObject({ uid: z.string(), name: z.string() })]),
  cloud: z.looseObject({ account: z.looseObject({ uid: z.string() }) }),
  unmapped: z.looseObject({ compliance: z.record(z.string(), z.array(z.string())) }),
});

/** What Prowler 5.46.0 writes with `-M json-ocsf`. */
const schema = z.array(detection).min(1);

/** @param oursOf the logical name of what has an ARN; undefined where it is not ours */
export interface Account {
  readonly id: string;
  readonly stack: string;
  oursOf(arn: string): string | undefined;
}

/** @throws Error where it is no such report, or one of another account */
export function parseProwler(
  text: string,
  account: Account,
): { readonly version: string; readonly findings: readonly Finding[] } {
  const parsed = schema.safeParse(JSON.parse(text));
  if (!parsed.success)
    throw new Error(`Prowler's report is not as expected: ${z.prettifyError(parsed.error)}`);
  const findings = parsed.data.map((each): Finding => {
    const { uid } = each.cloud.account;
    if (uid !== account.id)
      throw new Error(`Prowler's report is of the account ${uid}, expected ${account.id}`);
    const [resource] = each.resources;
    return {
      scanner: 'Prowler',
      check: each.metadata.event_code,
      title: each.finding_info.title,
      severity: each.severity,
      status: each.status_code,
      stack: account.stack,
      resource: resource.uid,
      ours: account.oursOf(resource.uid),
      securityHub: each.unmapped.compliance[SECURITY_HUB] ?? [],
    };
  });
  return { version: parsed.data[0]?.metadata.product.version ?? '', findings };
}
