import { closeUnreleased, newestRelease, recordedBreaks } from './changelog.js';

const CHANGELOG = `# Changelog

Words.

## Unreleased

### Added
- \`Query.old\` is spoken of, not recorded.

### Breaking
- \`Agency.name\` removed: use \`Agency.title\`.
- \`Query.agency(asOf:)\`, \`Query.unit(asOf:)\` and \`Tier.WARD\` changed,
  as \`Query.units\` did before.
- The command \`npm start\` prints less.

## 0.2.0 - 2026-01-02

### Breaking
- \`Query.past\` removed.
`;

describe('the changelog', () => {
  it('records the coordinates that begin a line of Breaking, in what is unreleased alone', () => {
    expect([...recordedBreaks(CHANGELOG)]).toEqual([
      'Agency.name',
      'Query.agency(asOf:)',
      'Query.unit(asOf:)',
      'Tier.WARD',
    ]);
  });

  it('records nothing where nothing is breaking', () => {
    expect(recordedBreaks('# Changelog\n\n## Unreleased\n').size).toBe(0);
  });

  it('moves what is unreleased under a version, above the older ones', () => {
    const closed = closeUnreleased(CHANGELOG, { version: '0.3.0', date: '2026-02-03' });
    expect(closed).toContain('Words.\n\n## Unreleased\n\n## 0.3.0 - 2026-02-03\n\n### Added\n');
    expect(closed).toContain('prints less.\n\n## 0.2.0 - 2026-01-02\n\n### Breaking\n- `Query.past` removed.\n');
    expect(recordedBreaks(closed).size).toBe(0);
  });

  it('closes the first release, which nothing follows', () => {
    const closed = closeUnreleased('# C\n\n## Unreleased\n\n- One.\n', { version: '0.1.0', date: '2026-02-03' });
    expect(closed).toBe('# C\n\n## Unreleased\n\n## 0.1.0 - 2026-02-03\n\n- One.\n');
  });

  it('refuses to close when nothing is written, and when it has no such heading', () => {
    const heading = { version: '0.1.0', date: '2026-02-03' };
    expect(() => closeUnreleased('# C\n\n## Unreleased\n\n## 0.0.1 - 2025-01-01\n', heading)).toThrow(
      'nothing is written',
    );
    expect(() => closeUnreleased('# C\n', heading)).toThrow('expected a heading "## Unreleased"');
  });

  it('knows the newest release', () => {
    expect(newestRelease(CHANGELOG)).toBe('0.2.0');
    expect(newestRelease('# C\n\n## Unreleased\n')).toBeNull();
  });
});
