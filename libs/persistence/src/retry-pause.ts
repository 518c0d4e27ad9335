const LONGEST_FIRST_MS = 20;

/** A random pause before a transaction is run again, so that those that collided do not collide once more. */
export const pauseBeforeRetry = (attempt: number, random: () => number = Math.random): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, random() * LONGEST_FIRST_MS * 2 ** attempt));
