const TOKEN = /(?<![\p{L}\p{N}[])#?[\p{L}\p{N}]+(?:[-/_.][\p{L}\p{N}]+)*(?![\p{L}\p{N}\]])/gu;

/** Numbers of orders, accounts and devices, unless a document says the same: error codes and prices are the matter. */
export const maskNumbers = (text: string, published: string): string =>
  text.replace(TOKEN, (token) => (isNumber(token) && !published.includes(token) ? '[NUMBER]' : token));

function isNumber(token: string): boolean {
  const digits = token.replace(/\D/g, '').length;
  return digits >= 4 || (digits >= 3 && /\p{L}/u.test(token)) || (digits >= 1 && token.startsWith('#'));
}
