/**
 * The wait that a server asks for, in milliseconds from `now`: `retry-after-ms`, or `Retry-After` in seconds or as a
 * date. Undefined when it asks for none, or in no form that is known.
 */
export function retryAfterMs(headers: Pick<Headers, 'get'> | undefined, now: Date): number | undefined {
  const exact = Number.parseFloat(headers?.get('retry-after-ms') ?? '');
  if (Number.isFinite(exact) && exact >= 0) return Math.ceil(exact);
  const asked = headers?.get('retry-after')?.trim();
  if (!asked) return undefined;
  if (/^\d+(?:\.\d+)?$/.test(asked)) return Math.ceil(Number(asked) * 1000);
  // A date has the name of a month; Date.parse makes one of almost anything.
  const until = /[a-z]{3}/i.test(asked) ? Date.parse(asked) : Number.NaN;
  return Number.isNaN(until) ? undefined : Math.max(0, until - now.getTime());
}
