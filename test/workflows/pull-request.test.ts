import assert from 'node:assert/strict';
import { cpSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Keyturn } from '../../cli/testing/keyturn';
import { goodStacks, TestProject } from '../../stacks/testing/project';
import { PreviewJob, readWorkflow, type Tools } from './preview-job';

const stacks =
  'identity arn:aws:iam::111111111111:role/preview\nmonitor arn:aws:iam::333333333333:role/preview\n';

/** All goes well; the credentials say whose they are. */
const well: Tools = {
  npm: 'exit 0',
  curl: `echo '{"value":"the-web-identity-token"}'`,
  aws: 'role=$(sed "s/.*--role-arn arn:aws:iam::\\([0-9]*\\).*/\\1/" <<< "$*"); printf "AKIA%s\\tsecret-of-%s\\tsession\\n" "$role" "$role"',
  pulumi: 'echo "Previewing $*"',
  gh: 'exit 0',
};

describe('the workflow for pull requests', () => {
  let job: PreviewJob;
  afterEach(() => job?.remove());

  /** Previews, and writes the comment, as the job does whatever came of it. */
  function preview(named: string | undefined = stacks) {
    const ended = job.step('Preview each stack', named === undefined ? {} : { STACKS: named });
    assert.equal(job.step('Write the comment').code, 0);
    return ended;
  }

  it('may read the code, get a token of the forge’s and comment, in the one job, and nothing else', () => {
    const { permissions, jobs } = readWorkflow();
    assert.deepEqual(permissions, {});
    assert.deepEqual(jobs['preview']?.permissions, {
      contents: 'read',
      'id-token': 'write',
      'pull-requests': 'write',
    });
    // A fork's pull request would run its own code with the role.
    assert.match(jobs['preview']?.if ?? '', /head\.repo\.full_name == github\.repository/);
  });

  it('validates and previews each stack with the policy pack, with the credentials of its own role', () => {
    job = new PreviewJob(well);
    const { code, output } = preview();
    assert.equal(code, 0, output);
    const of = (tool: string) => job.noted.filter((call) => call.startsWith(`${tool} `));
    assert.deepEqual(of('npm'), [
      'npm none run -s keyturn -- validate --stack identity',
      'npm none run -s keyturn -- validate --stack monitor',
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
    const { output } = preview();
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
      { npm: 'echo "engineers.yaml:2:3: found nobody"; exit 1' },
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
      const { code } = preview();
      assert.notEqual(code, 0);
      for (const stack of ['identity', 'monitor'])
        assert.match(job.comment, new RegExp(`### \`${stack}\` ❌`));
      assert.match(job.comment, expected);
    });

  it('fails for a mistake in the file of a stack that nobody previews, and previews the others', () => {
    job = new PreviewJob({ ...well, npm: 'exit 1' });
    assert.notEqual(job.step('Show mistakes at their lines').code, 0);
    for (const name of ['Preview each stack', 'Write the comment', 'Comment']) {
      const step = readWorkflow().jobs['preview']?.steps.find((each) => each.name === name);
      assert.match(step?.if ?? '', /!cancelled\(\)/, name);
    }
  });

  it('does not preview what does not pass validation', () => {
    job = new PreviewJob({ ...well, npm: 'exit 1' });
    preview();
    assert.deepEqual(
      job.noted.filter((call) => !call.startsWith('npm')),
      [],
    );
  });

  it('fails where no stack is named, and says so in the comment that was green before', () => {
    for (const named of ['', '\n \n', undefined]) {
      job?.remove();
      job = new PreviewJob(well);
      const { code, output } = preview(named ?? '');
      assert.equal(code, 1);
      assert.match(output, /^::error::.*PREVIEW_STACKS/m);
      assert.match(job.comment, /^<!-- keyturn-preview -->\n❌ No stack was previewed/);
    }
  });

  it('says which stack of the project nobody previews', () => {
    job = new PreviewJob(well);
    for (const stack of ['identity', 'monitor', 'staging'])
      writeFileSync(path.join(job.folder, `Pulumi.${stack}.yaml`), 'config: {}\n');
    const { code, output } = preview();
    assert.equal(code, 0);
    const warnings = output.split('\n').filter((line) => line.startsWith('::warning::'));
    assert.equal(warnings.length, 1, output);
    assert.match(warnings[0] ?? '', /`staging`/);
    assert.match(job.comment, /^⚠️ .*`staging`$/m);
  });

  it('reads the list as a browser sends it, with the line ends of Windows and blank lines', () => {
    job = new PreviewJob(well);
    assert.equal(preview(`\r\n${stacks.replaceAll('\n', '\r\n')}\r\n`).code, 0);
    for (const call of job.noted) assert.ok(!call.includes('\r'), call);
    assert.equal(job.noted.filter((call) => call.startsWith('pulumi ')).length, 2);
  });

  describe('within what a comment may hold', () => {
    /** A preview of so many bytes, whose last line tells its stack. */
    const long = (bytes: string) =>
      `size=${bytes}; head -c "$size" /dev/zero | tr "\\0" x; echo; echo "the end of $3"`;
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => `stack-${i} arn:aws:iam::111111111111:role/preview`);
    /** What stands in each stack's block. */
    const blocks = () =>
      [...job.comment.matchAll(/^### `(.*)` .*$[^]*?^`{5}\n([^]*?)\n`{5}$/gm)].map(
        ([, stack = '', block = '']) => ({ stack, block }),
      );
    const link = '[the log](https://forge.example/acme/iam/actions/runs/1)';

    it('gives six stacks of 20 kB each its share with its end, and says where the rest is', () => {
      job = new PreviewJob({ ...well, pulumi: long('20000') });
      preview(many(6).join('\n'));
      assert.ok(Buffer.byteLength(job.comment) <= 65_536);
      assert.equal(blocks().length, 6);
      for (const { stack, block } of blocks()) {
        assert.ok(block.length > 10_000, `${stack} has ${block.length}`);
        assert.ok(block.endsWith(`the end of ${stack}\n`));
      }
      assert.equal(job.comment.split(link).length - 1, 6);
    });

    it('gives to one what the others do not need, and cuts none that fits', () => {
      job = new PreviewJob({
        ...well,
        pulumi: long('$([ "$3" = stack-2 ] && echo 300000 || echo 500)'),
      });
      preview(many(6).join('\n'));
      assert.ok(Buffer.byteLength(job.comment) <= 65_536);
      for (const { stack, block } of blocks())
        if (stack === 'stack-2') assert.ok(block.length > 55_000, `it has ${block.length}`);
        else assert.ok(block.startsWith('xxx') && block.length > 500);
      assert.equal(job.comment.split(link).length - 1, 1);
    });

    it('shows whole characters', () => {
      job = new PreviewJob({
        ...well,
        pulumi: 'for i in $(seq 12000); do printf "ż–😀"; done; printf "the end"',
      });
      preview();
      assert.ok(Buffer.byteLength(job.comment) <= 65_536);
      assert.ok(!job.comment.includes('\uFFFD'));
      for (const { block } of blocks()) assert.match(block, /^([ż–😀]){6000,}the end$/u);
    });

    it('has a line for each of two hundred stacks', () => {
      job = new PreviewJob({ ...well, npm: `${long('1000')}; exit 1` });
      preview(many(200).join('\n'));
      assert.ok(Buffer.byteLength(job.comment) <= 65_536);
      assert.equal(blocks().length, 200);
    });

    it('keeps what a preview prints inside its block', () => {
      job = new PreviewJob({ ...well, pulumi: 'printf "a\\n`````\\n  ``````\\n@everybody"' });
      preview();
      // CommonMark: a block ends with at least as many backticks as began it, indented by at most three spaces.
      const fences = job.comment.split('\n').filter((line) => /^ {0,3}`{5,}\s*$/.test(line));
      assert.equal(fences.length, 2 * 2);
    });
  });

  const comment = { COMMENTS: 'repos/acme/iam/issues/7/comments' };
  it('makes the comment', () => {
    job = new PreviewJob(well);
    preview();
    assert.equal(job.step('Comment', comment).code, 0);
    assert.match(
      job.noted.at(-1) ?? '',
      /^gh none api --method POST repos\/acme\/iam\/issues\/7\/comments -F body=@\/.*\/comment\.md /,
    );
  });

  it('updates the comment that is there', () => {
    job = new PreviewJob({ ...well, gh: 'case "$*" in *--paginate*) echo 42; echo 43;; esac' });
    preview();
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

    function previewProject(engineers: string, which = stacks) {
      project = new TestProject(goodStacks, engineers);
      // After run, -s, keyturn and --.
      const npm = `shift 4; exec "${process.execPath}" "${keyturn.file}" "$@"`;
      job = new PreviewJob({ ...well, npm });
      cpSync(project.folder, job.folder, { recursive: true });
      return preview(which);
    }
    const previewed = () => job.noted.filter((call) => call.startsWith('pulumi ')).length;

    it('previews a project that is right', () => {
      const { code, output } = previewProject('engineers:\n  ada: {slackId: U0ADA000001}\n');
      assert.equal(code, 0, output + job.comment);
      assert.equal(previewed(), 2);
    });

    it('previews stacks that are named with their organization', () => {
      const named = stacks
        .replace('identity', 'acme/identity')
        .replace('monitor', 'acme/iam/monitor');
      const { code, output } = previewProject('engineers: {}\n', named);
      assert.equal(code, 0, output);
      for (const stack of ['acme/identity', 'acme/iam/monitor']) {
        assert.ok(job.noted.some((call) => call.includes(`preview --stack ${stack} `)));
        assert.ok(job.comment.includes(`### \`${stack}\` ✅`), job.comment);
      }
      // That of the project is the one that nobody named.
      assert.deepEqual(job.comment.match(/Not previewed.*/g), [
        'Not previewed, as PREVIEW_STACKS does not name it: `production`',
      ]);
    });

    it('gets no credentials for one with a mistake, and comments the line', () => {
      const { code } = previewProject(
        'engineers:\n  ada: {slackId: nobody}\n',
        stacks.split('\n')[0],
      );
      assert.equal(code, 1);
      assert.equal(previewed(), 0);
      assert.ok(!job.noted.some((call) => /^(aws|curl) /.test(call)));
      assert.match(job.comment, /stacks\/engineers\.yaml:2:\d+: .*found "nobody"/);
    });
  });
});
