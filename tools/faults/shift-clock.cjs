/**
 * `node -r tools/faults/shift-clock.cjs`: the process sees a wall clock that is wrong by as many milliseconds as the file
 * CLOCK_OFFSET_FILE says, from the moment it says so. Monotonic time goes on, as it does when a machine's clock is set.
 */
const { readFileSync } = require('node:fs');

const LOOK_EVERY_MS = 20;
const Real = Date;
const file = process.env.CLOCK_OFFSET_FILE;
let offset = 0;

const now = () => Real.now() + offset;

globalThis.Date = new Proxy(Real, {
  construct: (target, given, newTarget) => Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget),
  apply: () => new Real(now()).toString(),
  get: (target, name) => (name === 'now' ? now : Reflect.get(target, name)),
});

function look() {
  const next = Number(readFileSync(file, 'utf8') || offset);
  if (next === offset) return;
  offset = next;
  process.stdout.write(`${JSON.stringify({ event: 'clock.set', offset })}\n`);
}

look();
setInterval(look, LOOK_EVERY_MS).unref();
