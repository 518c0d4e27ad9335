import { pause } from '../../running-mesh/start-mesh';

const LOOK_EVERY_MS = 250;

/** Looks until what is seen satisfies. Returns what was seen last, also when the time is over. */
export async function lookUntil<Seen>(
  look: () => Promise<Seen>,
  satisfies: (seen: Seen) => boolean,
  timeoutMs: number,
): Promise<Seen> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const seen = await look();
    if (satisfies(seen) || Date.now() > deadline) return seen;
    await pause(LOOK_EVERY_MS);
  }
}
