import { iam } from '../core/resource-types';
import type { TestResource } from './requests';

type Props = Readonly<Record<string, unknown>>;
type Provider = TestResource['provider'];

/** A resource of any type. */
export function resource(type: string, name: string, props: Props, provider?: Provider) {
  return { type, name, props, provider } satisfies TestResource;
}

/** An IAM user whose name is its name in the program. */
export function user(name: string, props: Props, provider?: Provider): TestResource {
  return resource(iam.user, name, { name, ...props }, provider);
}

export const engineerTags = { type: 'engineer', 'slack-id': 'U0123ABCDEF' };

export function engineer(name: string, tags: Props = {}): TestResource {
  return user(name, { forceDestroy: true, tags: { ...engineerTags, ...tags } });
}

export function machine(name: string): TestResource {
  return user(name, { tags: { type: 'machine' } });
}

/** Something that no policy looks at. */
export const bucket = resource('aws:s3/bucket:Bucket', 'logs', { bucket: 'logs' });
