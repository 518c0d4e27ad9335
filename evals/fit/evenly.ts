/** So many of the rows, evenly spread. */
export const evenly = <Row>(rows: readonly Row[], most: number): Row[] =>
  rows.length <= most ? [...rows] : rows.filter((_, at) => (at * most) % rows.length < most);

/** Of one collection; the others of it would tell little more. */
export const MOST_QUESTIONS = 250;
