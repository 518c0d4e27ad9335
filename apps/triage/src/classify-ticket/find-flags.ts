import type { Reason, TriageFlag } from '@mesh/contracts';
import {
  type PriorityReason,
  type Signal,
  type TicketModel,
  detectAbuse,
  detectHumanRequest,
  detectInjection,
  detectPii,
  detectSpam,
  detectUnclear,
  resemblesPersonRequest,
} from '@mesh/text';

export interface Flagged {
  readonly flags: readonly TriageFlag[];
  readonly reasons: readonly Reason[];
}

/** A message, the thread that it stands in, and what is known beside. */
export interface Marked {
  readonly text: string;
  readonly thread: string;
  readonly priorityReasons: readonly PriorityReason[];
  readonly own?: TicketModel | undefined;
}

type YesNo = (text: string, own: TicketModel | undefined) => Signal<boolean, string>;

/** Who says so is heard; so is who writes what this tenant leaves to people. */
const asksForPerson: YesNo = (text, own) => {
  const said = detectHumanRequest(text);
  return said.value || own === undefined ? said : resemblesPersonRequest(own, text);
};

const DETECTORS: readonly { readonly flag: TriageFlag; readonly detect: YesNo }[] = [
  { flag: 'asks_for_person', detect: asksForPerson },
  { flag: 'abuse', detect: detectAbuse },
  { flag: 'injection_suspected', detect: detectInjection },
  { flag: 'spam', detect: detectSpam },
  { flag: 'unclear', detect: detectUnclear },
];

/**
 * What is notable about a message, each flag with the codes behind it and their confidence. Whether it is clear is asked of
 * the whole thread: "yes please" says enough behind a question.
 */
export function findFlags({ text, thread, priorityReasons, own }: Marked): Flagged {
  const found = DETECTORS.map(({ flag, detect }) => ({
    flag,
    signal: detect(flag === 'unclear' ? thread : text, own),
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
