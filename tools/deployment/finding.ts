/** One thing that is wrong with the deployment: a stable name of the rule, the file or resource, and what is wrong. */
export interface Finding {
  readonly rule: string;
  readonly where: string;
  readonly message: string;
}

/** Findings of one rule about one place. */
export const findings = (rule: string, where: string, messages: readonly string[]): Finding[] =>
  messages.map((message) => ({ rule, where, message }));

export const lineOf = ({ rule, where, message }: Finding): string => `${where}: ${message} [${rule}]`;
