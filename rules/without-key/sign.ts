import type { SignedCall } from '../notices';
import { programOf } from '../notices/program';

/**
 * What a call says of who made it. `unclear` is what either may: the AWS CLI on Linux, for one. `follows`: AWS made it
 * itself, for a call before it.
 */
export type Sign =
  | { readonly of: 'person' | 'machine'; readonly what: string }
  | { readonly of: 'unclear' | 'follows' };

/** What runs where nobody sits, by the name it gives itself. */
const unattended: readonly (readonly [name: RegExp, what: string])[] = [
  [/configure-aws-credentials|github-?actions/i, 'GitHub Actions'],
  [/jenkins/i, 'Jenkins'],
  [/gitlab/i, 'GitLab'],
  [/circleci/i, 'CircleCI'],
  [/buildkite/i, 'Buildkite'],
  [/teamcity/i, 'TeamCity'],
  [/codebuild/i, 'CodeBuild'],
  [/bitbucket/i, 'Bitbucket'],
  [/azure-?(devops|pipelines)|vsts/i, 'Azure Pipelines'],
  [/atlantis/i, 'Atlantis'],
  [/argo-?cd/i, 'Argo CD'],
  [/spinnaker/i, 'Spinnaker'],
  [/kubernetes|cluster-autoscaler|external-dns|velero/i, 'Kubernetes'],
  [/fluent-?(bit|d)|logstash|filebeat|metricbeat|\bvector\//i, 'a log shipper'],
  [/prometheus|grafana|datadog|zabbix|nagios/i, 'monitoring'],
];

/** Where AWS's SDKs say that they run; in CloudShell somebody sits. */
const execution = /\bexec-env\/(\S+)/;
const functionsAndContainers = /^AWS_(Lambda|ECS)/;
const cloudShell = /^CloudShell/i;

/** A kernel, as SDKs new and old name it: `os/linux#6.1.66-amzn2023`, `Linux/5.15.0-1040-aws`. */
const kernel = /\b(?:os\/)?linux[/#]([\w.+~-]+)/i;
/** Kernels that clouds build for their machines. Ubuntu's is on GitHub's own runners, too: `-azure`. */
const ofClouds = /amzn|-(aws|azure|gcp|gke|oracle|cloud-(amd64|arm64))\b/i;
/** Of Linux within Windows, and of Docker Desktop. */
const ofDesktops = /microsoft-standard|linuxkit/i;

const macOs = /\b(darwin|macos|mac[ _]os[ _]x)\b/i;
/** Not `2022Server`, and not by build numbers, which Windows Server shares. */
const windows = /\bwindows[/#](10|11)(?![\w.])/i;

export function signOf({ address = '', userAgent = '', withMfa }: SignedCall): Sign {
  if (isAws(address)) return { of: 'follows' };
  for (const [name, what] of unattended) if (name.test(userAgent)) return { of: 'machine', what };
  const where = execution.exec(userAgent)?.[1];
  if (where !== undefined && functionsAndContainers.test(where))
    return { of: 'machine', what: where.startsWith('AWS_L') ? 'Lambda' : 'ECS' };
  const release = kernel.exec(userAgent)?.[1] ?? '';
  const isShell = where !== undefined && cloudShell.test(where);
  // With a code, or in CloudShell, a machine in a cloud is one at which somebody may sit.
  if (ofClouds.test(release) && !withMfa && !isShell)
    return { of: 'machine', what: "a cloud's own kernel" };
  if (withMfa && !ofClouds.test(release)) return { of: 'person', what: "an MFA device's code" };
  if (isShell) return { of: 'person', what: 'CloudShell' };
  // An application of somebody's own, or one that runs somewhere of which nothing is known.
  if (where !== undefined || /\bapp\//.test(userAgent)) return { of: 'unclear' };
  return personsPlace(userAgent, release);
}

function personsPlace(userAgent: string, release: string): Sign {
  const program = programOf(userAgent);
  if (program === 'console' || program === 'browser') return { of: 'person', what: program };
  if (macOs.test(userAgent)) return { of: 'person', what: 'macOS' };
  if (ofDesktops.test(release)) return { of: 'person', what: "a desktop's Linux" };
  return windows.test(userAgent) ? { of: 'person', what: 'Windows' } : { of: 'unclear' };
}

/** A service of AWS that called for whoever had called it. */
function isAws(address: string): boolean {
  return /\.amazonaws\.com(\.cn)?$|^AWS Internal$/.test(address);
}
