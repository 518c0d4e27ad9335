/** Tokens that a text costs at most, near enough for budgets: a quarter of its length, never less than its words. */
export const estimateTokens = (text: string): number =>
  Math.max(Math.ceil(text.length / 4), text.match(/\S+/g)?.length ?? 0);
