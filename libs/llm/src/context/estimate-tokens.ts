/** Tokens of a text for any common tokeniser, rather too many than too few. */
export const estimateTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / 3);
