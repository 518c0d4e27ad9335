import { slaLevelOf, slaMinutes } from './sla-policy';

const defaults = { urgent: 30, high: 120, normal: 480, low: 1440 };

describe('how soon a person should take a ticket', () => {
  it.each([
    [{ priority: 'urgent', flags: [] }, 'urgent'],
    [{ priority: 'low', flags: ['security_sensitive'] }, 'urgent'],
    [{ priority: 'normal', flags: ['legal_threat'] }, 'high'],
    [{ priority: 'low', flags: [] }, 'low'],
    [{ priority: 'normal', flags: ['abuse'] }, 'normal'],
    [{ flags: [] }, 'normal'],
  ] as const)('%j is %s', (subject, level) => {
    expect(slaLevelOf(subject)).toBe(level);
  });

  it('follows the target of the queue where it has one, else the configuration', () => {
    expect(slaMinutes('high', { high: 15 }, defaults)).toBe(15);
    expect(slaMinutes('low', { high: 15 }, defaults)).toBe(1440);
  });
});
