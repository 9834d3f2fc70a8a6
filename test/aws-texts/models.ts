import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

/** What AWS's model says of a text. */
interface Shape {
  readonly min?: number;
  readonly max?: number;
  readonly pattern?: string;
}

const models = new Map<string, Readonly<Record<string, Shape>>>();

/** The shapes of a service, from the models that AWS publishes in botocore, which the emulated AWS brings along. */
function shapesOf(service: string): Readonly<Record<string, Shape>> {
  const known = models.get(service);
  if (known) return known;
  const lib = path.join(__dirname, '..', '..', '.venv', 'lib');
  const [python = ''] = readdirSync(lib);
  const data = path.join(lib, python, 'site-packages', 'botocore', 'data', service);
  const [newest = ''] = readdirSync(data).sort().reverse();
  const folder = path.join(data, newest);
  const file = path.join(folder, 'service-2.json');
  const text = existsSync(file)
    ? readFileSync(file, 'utf8')
    : gunzipSync(readFileSync(`${file}.gz`)).toString();
  const { shapes } = JSON.parse(text) as { shapes: Record<string, Shape> };
  models.set(service, shapes);
  return shapes;
}

/** Tells whether a text is one that AWS takes. */
export type Takes = (text: string) => boolean;

/** @param shape as AWS's model of the service calls it */
export function takes(service: string, shape: string): Takes {
  const { min = 0, max = Infinity, pattern } = shapesOf(service)[shape] ?? {};
  if (!(shape in shapesOf(service))) throw new Error(`${service} has no ${shape}`);
  const whole = pattern === undefined ? undefined : new RegExp(`^(?:${pattern})$`, 'u');
  return (text) => text.length >= min && text.length <= max && (whole?.test(text) ?? true);
}
