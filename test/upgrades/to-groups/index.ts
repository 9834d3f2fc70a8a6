import { registerAsBefore } from './stack-before';

/** What `pulumi up` runs for a stack as it was before there were groups. */
export = () => registerAsBefore();
