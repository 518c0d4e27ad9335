import type { Reason, TriageFlag } from '@mesh/contracts';
import {
  type PriorityReason,
  type Signal,
  detectAbuse,
  detectHumanRequest,
  detectInjection,
  detectPii,
  detectSpam,
  detectUnclear,
} from '@mesh/text';

export interface Flagged {
  readonly flags: readonly TriageFlag[];
  readonly reasons: readonly Reason[];
}

type YesNo = (text: string) => Signal<boolean, string>;

const DETECTORS: readonly { readonly flag: TriageFlag; readonly detect: YesNo }[] = [
  { flag: 'asks_for_person', detect: detectHumanRequest },
  { flag: 'abuse', detect: detectAbuse },
  { flag: 'injection_suspected', detect: detectInjection },
  { flag: 'spam', detect: detectSpam },
  { flag: 'unclear', detect: detectUnclear },
];

/**
 * What is notable about a message, each flag with the codes behind it and their confidence. Whether it is clear is asked of
 * the whole thread: "yes please" says enough behind a question.
 */
export function findFlags(text: string, thread: string, priorityReasons: readonly PriorityReason[]): Flagged {
  const found = DETECTORS.map(({ flag, detect }) => ({
    flag,
    signal: detect(flag === 'unclear' ? thread : text),
  })).filter(({ signal }) => signal.value);
  const identifiers = detectPii(text).length;
  return {
    flags: [
      ...found.map(({ flag }) => flag),
      ...(priorityReasons.includes('security') ? (['security_sensitive'] as const) : []),
      ...(priorityReasons.includes('legal_threat') ? (['legal_threat'] as const) : []),
      ...(identifiers > 0 ? (['personal_data'] as const) : []),
    ],
    reasons: [
      ...found.flatMap(({ flag, signal }) =>
        signal.reasons.map((code) => reason(`${flag}_${code}`, signal.confidence)),
      ),
      ...(identifiers > 0 ? [reason('personal_data_found', identifiers)] : []),
    ],
  };
}

const reason = (code: string, value: number): Reason => ({ code, value });
