/** Whether a path stays out of the build. The last matching line wins; `!` brings a path back, with all below it. */
export function isLeftOut(name: string, ignored: string): boolean {
  const lines = ignored.split('\n').map((line) => line.trim());
  const rules = lines.filter((line) => line !== '' && !line.startsWith('#'));
  return rules.reduce((out, rule) => {
    const pattern = rule.replace(/^!/, '');
    return matches(name, pattern) ? !rule.startsWith('!') : out;
  }, false);
}

function matches(name: string, pattern: string): boolean {
  const expression = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('**/', '(?:.*/)?')
    .replace(/(?<!\.)\*/g, '[^/]*');
  return new RegExp(`^${expression}(?:/.*)?$`).test(name);
}
