/** A named yes-or-no rule about a subject; policies and SLAs are built from these. */
export interface Specification<Subject> {
  /** Stable name, shown as the reason when the rule decides. */
  readonly name: string;
  isSatisfiedBy(subject: Subject): boolean;
}

export const specification = <S>(name: string, rule: (subject: S) => boolean): Specification<S> => ({
  name,
  isSatisfiedBy: rule,
});

export const allOf = <S>(name: string, ...rules: Specification<S>[]): Specification<S> =>
  specification(name, (subject) => rules.every((rule) => rule.isSatisfiedBy(subject)));

export const anyOf = <S>(name: string, ...rules: Specification<S>[]): Specification<S> =>
  specification(name, (subject) => rules.some((rule) => rule.isSatisfiedBy(subject)));

export const not = <S>(rule: Specification<S>): Specification<S> =>
  specification(`not ${rule.name}`, (subject) => !rule.isSatisfiedBy(subject));

/** The names of the rules that hold for a subject: the explanation of a decision. */
export const satisfiedNames = <S>(rules: readonly Specification<S>[], subject: S): string[] =>
  rules.filter((rule) => rule.isSatisfiedBy(subject)).map((rule) => rule.name);
