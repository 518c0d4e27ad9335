const SMALLEST = 0.005;

/** Weights as they stand in the code; what rounds to nothing is left out. */
export const constantsOf = (weights: Readonly<Record<string, number | undefined>>): string =>
  Object.entries(weights)
    .filter(([, weight = 0]) => Math.abs(weight) >= SMALLEST)
    .map(([name, weight = 0]) => `  ${name}: ${Number(weight.toFixed(2))},`)
    .join('\n');
