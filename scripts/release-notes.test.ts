import assert from 'node:assert/strict';
import { ReleaseError, releaseNotes } from './release-notes';

const changelog = `# Changelog

## Unreleased

### Added

- Tomorrow's.

## 1.10.0 - 2026-12-01

### Added

- A thing.

### Fixed

- ## is no heading here.

## 1.1.0 - 2026-11-24

- The first.

## 1.0.0 - 2026-11-23

### Added
`;

describe('the notes of a release', () => {
  it('are what the changelog says of that version, and of no other', () => {
    const notes = releaseNotes('v1.10.0', '1.10.0', changelog);
    assert.equal(notes, '### Added\n\n- A thing.\n\n### Fixed\n\n- ## is no heading here.');
    assert.equal(releaseNotes('v1.1.0', '1.1.0', changelog), '- The first.');
  });

  const refused: [string, string, string, RegExp][] = [
    [
      'a tag of another version',
      'v1.1.0',
      '1.10.0',
      /the tag is v1\.1\.0, package\.json has version 1\.10\.0/,
    ],
    ['a tag without its v', '1.1.0', '1.1.0', /expected v1\.1\.0/],
    [
      'a version that the changelog lacks',
      'v2.0.0',
      '2.0.0',
      /no heading "## 2\.0\.0 - YYYY-MM-DD"/,
    ],
    ['a version that is the start of another', 'v1.1', '1.1', /no heading/],
    ['a version of which nothing is said', 'v1.0.0', '1.0.0', /says nothing of 1\.0\.0/],
  ];
  for (const [what, tag, version, expected] of refused)
    it(`refuse ${what}`, () =>
      assert.throws(
        () => releaseNotes(tag, version, changelog),
        (error) => error instanceof ReleaseError && expected.test(error.message),
      ));
});
