import type { CategoryRule } from '@mesh/contracts';

/** What people made of one reply of a category: `good` means approved without edits. */
export interface JudgedCase {
  readonly good: boolean;
  /** Whether it came after the rule of the category last changed. */
  readonly sinceChange: boolean;
}

/** How a category stands. */
export interface Standing {
  /** Cases that count towards opening. */
  readonly judged: number;
  readonly approved: number;
  /** One-sided 95 % lower bound of the share of approvals without edits. */
  readonly lowerBound: number;
  /** Share among the last `decisions` cases; cases that are not there yet count as good. */
  readonly recentShare: number;
}

export type AutonomyChange = 'open' | 'close';

type Earns = NonNullable<CategoryRule['earns']>;

const Z = 1.6448536269514722;
/** Older cases say little about the drafter of today. */
const WINDOW = 100;

/** How many cases are looked at, at most. */
export const windowOf = ({ decisions }: Earns): number => Math.max(WINDOW, decisions);

/** Wilson's score: where the true share lies at least, with 95 % confidence; 0 without cases. */
export function lowerBoundOf(good: number, all: number): number {
  if (all === 0) return 0;
  const share = good / all;
  const squared = Z * Z;
  const spread = Z * Math.sqrt((share * (1 - share)) / all + squared / (4 * all * all));
  // Rounding alone could bring it above the share, or below 0.
  return Math.min(share, Math.max(0, (share + squared / (2 * all) - spread) / (1 + squared / all)));
}

/** @param cases newest first */
export function standingOf(earns: Earns, cases: readonly JudgedCase[]): Standing {
  const counted = cases.slice(0, windowOf(earns)).filter(({ sinceChange }) => sinceChange);
  const approved = counted.filter(({ good }) => good).length;
  const bad = cases.slice(0, earns.decisions).filter(({ good }) => !good).length;
  return {
    judged: counted.length,
    approved,
    lowerBound: lowerBoundOf(approved, counted.length),
    recentShare: (earns.decisions - bad) / earns.decisions,
  };
}

/**
 * What follows for a category: `suggest` opens when enough decisions since its rule changed pass the line, and what the
 * mesh opened closes when the share of the last ones falls below it. Everything else is up to people. Pure.
 * @param cases newest first
 */
export function decideAutonomy(rule: CategoryRule, cases: readonly JudgedCase[]): AutonomyChange | undefined {
  const { earns } = rule;
  if (earns === undefined || rule.requiresApproval) return undefined;
  const { judged, lowerBound, recentShare } = standingOf(earns, cases);
  const hasFallen = recentShare < earns.line;
  if (rule.autonomy === 'auto') return rule.earned === true && hasFallen ? 'close' : undefined;
  const passes = judged >= earns.decisions && lowerBound >= earns.line && !hasFallen;
  return rule.autonomy === 'suggest' && passes ? 'open' : undefined;
}

/** The rule after the change. */
export function changedRule({ earned: _, ...rule }: CategoryRule, change: AutonomyChange): CategoryRule {
  return change === 'open' ? { ...rule, autonomy: 'auto', earned: true } : { ...rule, autonomy: 'suggest' };
}
