const CLOCK = /\b\d{1,2}[:.]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b/i;
const SPAN =
  /\b(?:\d+|one|two|three|four|five|six|seven|ten)(?: to \d+)? (?:\w+ )?(?:minutes?|hours?|days?|weeks?|months?|years?)\b/i;
const AMOUNT = /[$\u20AC\u00A3]\s?\d|\b\d[\d.,]*\s?(?:[$\u20AC\u00A3%]|eur|usd|gbp|euros?|dollars?|pounds?)|\bfree\b/i;
const PLACE = /\b(?:under|at|in|on|from|to)\b[^.]{0,60}(?: > |\bpage\b|\bmenu\b|\btab\b|\bsettings\b)| > /i;

/** What the sentence that answers looks like, by the way of asking. */
const EXPECTATIONS: readonly (readonly [RegExp, RegExp])[] = [
  [
    /\b(?:opening|business|office|working|support|shop|store) (?:hours|times)\b|\bwhen (?:are|is|do) (?:you|your|the)\b[^?]{0,30}\b(?:open|close|reach)/i,
    CLOCK,
  ],
  [/\b(?:how long|how soon|how many (?:days|weeks|hours)|when (?:will|do|does|can|is))\b/i, SPAN],
  [/\b(?:how much|what (?:does|do|is|are)\b[^?]{0,40}\b(?:cost|costs|price|fees?)|price of)\b/i, AMOUNT],
  [/\bwhere (?:do|can|is|are|to)\b/i, PLACE],
];

/** Tells the sentences that can be the answer (a time, an amount, a place) from those that only name the subject. */
export function expectedAnswer(question: string): (sentence: string) => boolean {
  const shapes = EXPECTATIONS.filter(([asked]) => asked.test(question)).map(([, shape]) => shape);
  return (sentence) => shapes.some((shape) => shape.test(sentence));
}
