import assert from 'node:assert/strict';
import { parseDocument } from 'yaml';
import { commentsInPlace } from './comments-in-place';

describe('comments below a key without a value', () => {
  const cases: Readonly<Record<string, string>> = {
    'above the next user': `# heading

engineers:
  # A guess about li.
  li:
    slackId: # To fill in: no e-mail address is known
  # No MFA device.
  # A guess about maria.
  maria:
    slackId: # To fill in: maria@example.com
`,
    'above the next section, after a blank line': `engineers:
  li:
    slackId: # To fill in

# Programs.
machineUsers:
  # A guess about ci.
  ci:
    slackId: # To fill in
`,
    'in paragraphs': `engineers:
  li:
    slackId: # To fill in
  # One.

  # Two.
  maria:
    slackId: U0MARIA0001
`,
    'above the next key of the same user': `engineers:
  li:
    slackId:
    # In the team since May.
    roles: []
`,
    'at the end of the file': `engineers:
  li:
    slackId: # To fill in

# The end.
`,
    nowhere: `engineers:
  li:
    slackId:

  maria:
    slackId:
`,
  };
  for (const [where, text] of Object.entries(cases))
    it(`stay where they are: ${where}`, () => {
      const document = parseDocument(text);
      commentsInPlace(document, text);
      assert.equal(document.toString({ lineWidth: 0, nullStr: '' }), text);
    });
});
