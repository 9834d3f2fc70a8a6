/** Characters shown of a program's name: callers choose it themselves. */
const LONGEST = 60;

/** What AWS's own consoles call themselves. */
const consoles = /^(AWS Console|S3Console\/|(console|signin)\.(amazonaws|aws\.amazon)\.com)/;

/**
 * The program behind a user agent, with its version: `aws-cli/2.15.0` of all that the AWS CLI says of itself and its
 * machine. Of AWS's partners it is their product, `Terraform/1.5.7`; an application's id that its SDK was given goes
 * with it, since whoever set it set it in order to be found.
 */
export function programOf(userAgent: string): string | undefined {
  // CloudTrail puts brackets around what some services saw.
  const agent = userAgent.replace(/^\[(.*)\]$/s, '$1').trim();
  if (agent === '' || agent === '-') return undefined;
  if (consoles.test(agent)) return 'console';
  if (agent.startsWith('Mozilla/')) return 'browser';
  const program = partnersProduct(agent) ?? firstProduct(agent);
  const application = /\sapp\/(\S+)/.exec(agent)?.[1];
  return shortened(application === undefined ? program : `${program} app/${application}`);
}

/** Text that comes from outside, no longer than it is shown. */
export function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1).toWellFormed()}…`;
}

/** `APN/1.0 HashiCorp/1.0 Terraform/1.5.7`: the partner's product comes third. */
function partnersProduct(agent: string): string | undefined {
  return /^APN\/\S+ \S+ ([^\s(]+\/[^\s(]+)/.exec(agent)?.[1];
}

/** A name with a version; whatever has none is said as a whole, such as `AWS Internal`. */
function firstProduct(agent: string): string {
  return /^[^\s/]+\/[^\s(,;]+/.exec(agent)?.[0] ?? agent;
}
