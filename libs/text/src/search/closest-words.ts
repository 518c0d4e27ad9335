/**
 * The known words at the smallest edit distance from a misspelt one (one edit up to 7 letters, two above),
 * alphabetically, at most three. Words with digits are identifiers and are never "corrected".
 */
export function closestWords(word: string, known: Iterable<string>): string[] {
  if (word.length < 4 || /\d/.test(word)) return [];
  let best = word.length > 7 ? 2 : 1;
  let found: string[] = [];
  for (const candidate of known) {
    if (Math.abs(candidate.length - word.length) > best || candidate.charCodeAt(0) !== word.charCodeAt(0)) continue;
    const distance = editDistance(word, candidate, best);
    if (distance > best) continue;
    if (distance < best) found = [];
    best = distance;
    found.push(candidate);
  }
  return found.sort().slice(0, 3);
}

/** Edits to turn one word into the other (a swap of neighbours is one edit); `limit + 1` as soon as it is more. */
export function editDistance(a: string, b: string, limit: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    if (Math.min(...row) > limit) return limit + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? limit + 1;
}
