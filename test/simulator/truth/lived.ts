import type { Story } from '../story/story';
import type { Aws } from '../world/aws';
import type { Chronicle } from '../world/chronicle';

/** Of a company, what the truth is read from. */
export interface Lived {
  readonly story: Story;
  readonly chronicle: Chronicle;
  readonly aws: Aws;
}
