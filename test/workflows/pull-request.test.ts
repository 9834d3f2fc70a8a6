import assert from 'node:assert/strict';
import { cpSync } from 'node:fs';
import { Keyturn } from '../../cli/testing/keyturn';
import { goodStacks, TestProject } from '../../stacks/testing/project';
import { PreviewJob, readWorkflow, type Tools } from './preview-job';

const stacks =
  'identity arn:aws:iam::111111111111:role/preview\nmonitor arn:aws:iam::333333333333:role/preview\n';
const step = 'Preview each stack';

/** All goes well; the credentials say whose they are. */
const well: Tools = {
  npx: 'exit 0',
  curl: `echo '{"value":"the-web-identity-token"}'`,
  aws: 'role=$(sed "s/.*--role-arn arn:aws:iam::\\([0-9]*\\).*/\\1/" <<< "$*"); printf "AKIA%s\\tsecret-of-%s\\tsession\\n" "$role" "$role"',
  pulumi: 'echo "Previewing $*"',
  gh: 'exit 0',
};

describe('the workflow for pull requests', () => {
  let job: PreviewJob;
  afterEach(() => job?.remove());

  it('may read the code, get a token of the forge’s and comment, and nothing else', () => {
    const { permissions, jobs } = readWorkflow();
    assert.deepEqual(permissions, {
      contents: 'read',
      'id-token': 'write',
      'pull-requests': 'write',
    });
    // A fork's pull request would run its own code with the role.
    assert.match(jobs['preview']?.if ?? '', /head\.repo\.full_name == github\.repository/);
  });

  it('validates and previews each stack with the policy pack, with the credentials of its own role', () => {
    job = new PreviewJob(well);
    const { code, output } = job.step(step, { STACKS: stacks });
    assert.equal(code, 0, output);
    const of = (tool: string) => job.noted.filter((call) => call.startsWith(`${tool} `));
    assert.deepEqual(of('npx'), [
      'npx none --no-install keyturn validate --stack identity',
      'npx none --no-install keyturn validate --stack monitor',
    ]);
    assert.deepEqual(
      of('pulumi').map((call) => call.split(' --non-interactive')[0]),
      [
        'pulumi AKIA111111111111 preview --stack identity',
        'pulumi AKIA333333333333 preview --stack monitor',
      ],
    );
    for (const call of of('pulumi'))
      assert.match(call, /--policy-pack node_modules\/keyturn\/policy-pack$/);
    assert.match(job.comment, /^<!-- keyturn-preview -->\n### `identity` ✅/);
    assert.match(job.comment, /### `monitor` ✅/);
  });

  it('shows no token and no secret, neither in the log nor in the comment', () => {
    job = new PreviewJob({ ...well, pulumi: 'echo refused; exit 1' });
    const { output } = job.step(step, { STACKS: stacks });
    for (const secret of ['the-web-identity-token', 'secret-of-', 'request-token'])
      assert.ok(!(output + job.comment).includes(secret), secret);
  });

  const failures: [string, Tools, RegExp][] = [
    [
      'a policy refuses',
      { pulumi: 'echo "iam-user-required-tags: refused"; exit 255' },
      /iam-user-required-tags: refused/,
    ],
    [
      'the files are wrong',
      { npx: 'echo "engineers.yaml:2:3: found nobody"; exit 1' },
      /engineers\.yaml:2:3: found nobody/,
    ],
    ['the role is refused', { aws: 'echo "AccessDenied" >&2; exit 254' }, /AccessDenied/],
    [
      'the forge gives no token',
      { curl: 'echo "curl: (22) 403" >&2; exit 22' },
      /curl: \(22\) 403/,
    ],
  ];
  for (const [what, tools, expected] of failures)
    it(`fails where ${what}, goes on with the other stacks, and says so in the comment`, () => {
      job = new PreviewJob({ ...well, ...tools });
      const { code } = job.step(step, { STACKS: stacks });
      assert.notEqual(code, 0);
      for (const stack of ['identity', 'monitor'])
        assert.match(job.comment, new RegExp(`### \`${stack}\` ❌`));
      assert.match(job.comment, expected);
    });

  it('does not preview what does not pass validation', () => {
    job = new PreviewJob({ ...well, npx: 'exit 1' });
    job.step(step, { STACKS: stacks });
    assert.deepEqual(
      job.noted.filter((call) => !call.startsWith('npx')),
      [],
    );
  });

  it('keeps a long preview within what a comment may hold, with its end', () => {
    job = new PreviewJob({
      ...well,
      pulumi: 'head -c 300000 /dev/zero | tr "\\0" x; echo; echo "the end"',
    });
    job.step(step, { STACKS: stacks });
    assert.ok(job.comment.length < 65_536);
    assert.equal(job.comment.split('the end').length, 3);
  });

  const comment = { COMMENTS: 'repos/acme/iam/issues/7/comments' };
  it('makes the comment', () => {
    job = new PreviewJob(well);
    job.step(step, { STACKS: stacks });
    assert.equal(job.step('Comment', comment).code, 0);
    assert.match(
      job.noted.at(-1) ?? '',
      /^gh none api --method POST repos\/acme\/iam\/issues\/7\/comments -F body=@comment\.md/,
    );
  });

  it('updates the comment that is there', () => {
    job = new PreviewJob({ ...well, gh: 'case "$*" in *--paginate*) echo 42; echo 43;; esac' });
    job.step(step, { STACKS: stacks });
    assert.equal(job.step('Comment', comment).code, 0);
    assert.match(
      job.noted.at(-1) ?? '',
      /^gh none api --method PATCH repos\/acme\/iam\/issues\/comments\/42 /,
    );
    assert.equal(job.noted.filter((call) => call.includes('--method')).length, 1);
  });

  describe('with the real keyturn', () => {
    let keyturn: Keyturn;
    let project: TestProject;
    before(async () => (keyturn = await Keyturn.build()));
    after(() => keyturn.remove());
    afterEach(() => project.remove());

    function preview(engineers: string, which = stacks) {
      project = new TestProject(goodStacks, engineers);
      // After --no-install and keyturn.
      const npx = `shift 2; exec "${process.execPath}" "${keyturn.file}" "$@"`;
      job = new PreviewJob({ ...well, npx });
      cpSync(project.folder, job.folder, { recursive: true });
      return job.step(step, { STACKS: which });
    }
    const previewed = () => job.noted.filter((call) => call.startsWith('pulumi ')).length;

    it('previews a project that is right', () => {
      const { code, output } = preview('engineers:\n  ada: {slackId: U0ADA000001}\n');
      assert.equal(code, 0, output + job.comment);
      assert.equal(previewed(), 2);
    });

    it('gets no credentials for one with a mistake, and comments the line', () => {
      const { code } = preview('engineers:\n  ada: {slackId: nobody}\n', stacks.split('\n')[0]);
      assert.equal(code, 1);
      assert.equal(previewed(), 0);
      assert.ok(!job.noted.some((call) => /^(aws|curl) /.test(call)));
      assert.match(job.comment, /stacks\/engineers\.yaml:2:\d+: .*found "nobody"/);
    });
  });
});
