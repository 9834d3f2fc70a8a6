import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SignedCall } from '../notices';
import { signOf } from './sign';

const call = (more: Partial<SignedCall>): SignedCall => ({
  at: new Date('2026-01-05T09:00:00Z'),
  source: 'ec2.amazonaws.com',
  address: '198.51.100.7',
  ...more,
});

describe('who made a call', () => {
  const agents: readonly (readonly [of: ReturnType<typeof signOf>['of'], userAgent: string])[] = [
    ['person', 'aws-cli/2.31.0 md/awscrt#0.27.6 ua/2.1 os/macos#25.1.0 md/arch#arm64'],
    ['person', 'aws-cli/1.16.310 Python/3.7.3 Darwin/18.7.0 botocore/1.13.46'],
    ['person', '[aws-cli/1.16.310 Python/3.7.3 Darwin/18.7.0 botocore/1.13.46]'],
    ['person', 'aws-sdk-go/1.44.100 (go1.19.3; darwin; arm64)'],
    ['person', 'aws-sdk-java/1.12.3 Mac_OS_X/10.15.7 OpenJDK_64-Bit'],
    ['person', 'aws-cli/2.15.0 Python/3.11.6 Windows/10 exe/AMD64 prompt/off command/s3.ls'],
    ['person', 'aws-cli/2.31.0 ua/2.1 os/windows#11 md/arch#amd64'],
    ['person', 'aws-cli/2.15.0 Python/3.11.6 Linux/5.15.146.1-microsoft-standard-WSL2 exe/x86_64'],
    ['person', 'aws-cli/2.15.0 Python/3.11.6 Linux/6.6.12-linuxkit exe/aarch64'],
    ['person', 'aws-cli/2.15.0 os/linux#6.1.66-91.160.amzn2023.x86_64 exec-env/CloudShell'],
    ['person', 'Mozilla/5.0 (X11; Linux x86_64)'],
    ['person', 'AWS Console, aws-sdk-java/unknown-version Linux/2.6.18'],
    [
      'person',
      'APN/1.0 HashiCorp/1.0 Terraform/1.5.7 (+https://www.terraform.io) aws-sdk-go-v2/1.30 ua/2.1 os/macos lang/go#1.22',
    ],
    ['machine', 'aws-sdk-nodejs/2.1 linux/v18 exec-env/AWS_Lambda_nodejs18.x'],
    ['machine', 'Boto3/1.34 md/Botocore#1.34 os/linux exec-env/AWS_ECS_FARGATE'],
    ['machine', 'aws-cli/2.15.0 Python/3.11.6 Linux/5.10.184-175.731.amzn2.x86_64 exe/x86_64'],
    ['machine', 'aws-cli/2.15.0 Python/3.11.6 Linux/5.15.0-1040-aws exe/x86_64.ubuntu.22'],
    ['machine', 'aws-cli/2.31.0 ua/2.1 os/linux#6.8.0-1017-azure'],
    ['machine', 'Boto3/1.34 os/linux#6.1.0-18-cloud-amd64'],
    ['machine', 'aws-sdk-js/3.1 os/linux#5.10 configure-aws-credentials-for-github-actions'],
    ['machine', 'aws-sdk-java/1.12 Mac_OS_X/10.15.7 jenkins'],
    ['machine', 'cluster-autoscaler/1.28 aws-sdk-go/1.44 (go1.19; linux; amd64)'],
    ['unclear', 'aws-cli/2.15.0 Python/3.11.6 Linux/6.1 exe/x86_64.ubuntu.22'],
    ['unclear', 'aws-cli/2.31.0 ua/2.1 os/windows#2022Server md/arch#amd64'],
    ['unclear', 'aws-sdk-js/3.400.0 ua/2.0 os/win32#10.0.26100 lang/js'],
    ['unclear', 'aws-sdk-js/3.400.0 ua/2.0 os/macos#23 lang/js app/nightly-backup'],
    ['unclear', 'aws-sdk-js/3.400.0 ua/2.0 os/linux#5.10 lang/js app/darwin-sync'],
    ['unclear', 'aws-sdk-go/1.44.100 (go1.19.3; linux; amd64)'],
    ['unclear', 'Boto3/1.34 os/macos exec-env/SomewhereElse'],
    ['unclear', 'Boto3/1.34 os/macos exec-env/Ours_AWS_Lambda'],
    ['unclear', 'Boto3/1.34 os/linux#6.1 exec-env/NotCloudShell'],
    ['unclear', 'a script of ours'],
    ['unclear', ''],
  ];
  for (const [of, userAgent] of agents)
    it(`is ${of} by ${userAgent || 'nothing'}`, () =>
      assert.equal(signOf(call({ userAgent })).of, of));

  // As each calls itself, with and without the hyphen that some of its versions leave out.
  const named: readonly (readonly [what: string, ...names: readonly string[]])[] = [
    ['GitHub Actions', 'configure-aws-credentials', 'github-actions', 'GitHubActions'],
    ['Jenkins', 'jenkins'],
    ['GitLab', 'gitlab-runner'],
    ['CircleCI', 'CircleCI'],
    ['Buildkite', 'buildkite-agent'],
    ['TeamCity', 'TeamCity'],
    ['CodeBuild', 'AWS_CodeBuild'],
    ['Bitbucket', 'bitbucket-pipelines'],
    ['Azure Pipelines', 'azure-devops', 'AzurePipelines', 'VSTS'],
    ['Atlantis', 'atlantis'],
    ['Argo CD', 'argocd', 'argo-cd'],
    ['Spinnaker', 'spinnaker'],
    ['Kubernetes', 'kubernetes', 'cluster-autoscaler', 'external-dns', 'velero'],
    ['a log shipper', 'fluent-bit', 'fluentd', 'logstash', 'filebeat', 'metricbeat', 'vector/0.4'],
    ['monitoring', 'prometheus', 'grafana', 'datadog', 'zabbix', 'nagios'],
  ];
  for (const [what, ...names] of named)
    it(`is ${what} where it says so`, () => {
      for (const name of names)
        assert.deepEqual(signOf(call({ userAgent: `aws-sdk-go/1.44 ${name}` })), {
          of: 'machine',
          what,
        });
    });

  it('is a person where a code of an MFA device came with it, from whatever program of theirs', () => {
    const linux = 'aws-sdk-go-v2/1.30 os/linux lang/go#1.22';
    assert.equal(signOf(call({ userAgent: linux })).of, 'unclear');
    assert.equal(signOf(call({ userAgent: linux, withMfa: true })).of, 'person');
  });

  it('is no person for a code alone where a machine in a cloud sent it', () => {
    const userAgent = 'aws-cli/2.15.0 Python/3.11.6 Linux/5.15.0-1040-aws';
    assert.equal(signOf(call({ userAgent, withMfa: true })).of, 'unclear');
  });

  it('is a machine with or without a code where it says so', () =>
    assert.equal(signOf(call({ userAgent: 'jenkins', withMfa: true })).of, 'machine'));

  for (const address of ['cloudformation.amazonaws.com', 'AWS Internal', 'x.amazonaws.com.cn'])
    it(`follows from another where ${address} made it`, () =>
      assert.equal(signOf(call({ address, userAgent: address })).of, 'follows'));

  it('is nobody’s but AWS’s by an address that only begins like one', () =>
    assert.equal(signOf(call({ address: 'sts.amazonaws.com.example.org' })).of, 'unclear'));

  it('is never a person by what somebody writes into an application’s id', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (id) => {
        const userAgent = `aws-sdk-js/3.4 os/linux#5.10 app/${id.replace(/\s/g, '')}`;
        assert.notEqual(signOf(call({ userAgent })).of, 'person');
      }),
      { seed: 1 },
    ));
});
