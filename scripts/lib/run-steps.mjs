/**
 * Runs steps {name, after?: [names], run(signal) -> {code, output, seconds}}, `width` at a time, each after those it names.
 * Stops at the first failure: the others are ended. Returns the failed step's {name, code, output, seconds}, or undefined.
 */
export async function runSteps(steps, { width, report }) {
  const abort = new AbortController();
  const waiting = [...steps];
  const done = new Set();
  const running = new Map();
  let failed;
  const names = new Set(steps.map(({ name }) => name));
  const isDue = ({ after = [] }) => after.every((name) => done.has(name) || !names.has(name));

  const begin = (step) => {
    waiting.splice(waiting.indexOf(step), 1);
    running.set(
      step.name,
      step.run(abort.signal).then((result) => {
        running.delete(step.name);
        if (failed) return;
        report(step.name, result);
        if (result.code === 0) done.add(step.name);
        else failed = { name: step.name, ...result };
      }),
    );
  };

  while (!failed && (waiting.length > 0 || running.size > 0)) {
    for (let due = waiting.find(isDue); due && running.size < width; due = waiting.find(isDue)) begin(due);
    if (running.size === 0) throw new Error(`Steps wait for each other: ${waiting.map(({ name }) => name).join(', ')}`);
    await Promise.race(running.values());
  }
  abort.abort();
  await Promise.all(running.values());
  return failed;
}
