import { prettyLine } from './pretty-lines';

const entry = { ts: '2026-01-01T10:00:00.000Z', level: 'info', service: 'triage', event: 'happened' };

describe('a line of the log for people', () => {
  it('shows time, level, service, event and fields', () => {
    expect(prettyLine({ ...entry, code: 'LATER', attempts: 2 })).toBe(
      '10:00:00.000 INFO  triage     happened code=LATER attempts=2',
    );
  });

  it.each(['a\r\n10:00:00.000 ERROR forged', '\u001b[2J', '\u009b2J', '\u202egnp.exe', '\u2028'])(
    'F98: is one line that no terminal obeys, with %j in a field',
    (nasty) => {
      expect(prettyLine({ ...entry, event: nasty, code: nasty })).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u);
    },
  );

  it('F98: keeps the lines of a stack apart from its own', () => {
    const stack = 'Error: why\n10:00:00.000 ERROR forged\u001b[2J\n    at somewhere';
    const [first, ...others] = prettyLine({ ...entry, stack }).split('\n');
    expect(first).toContain('happened');
    expect(others).toHaveLength(3);
    for (const line of others) expect(line).toMatch(/^ {4}[^\p{Cc}]*$/u);
  });
});
