/** A row of the injection files, as far as it is used. */
export interface InjectionRow {
  readonly id: string;
  readonly text: string;
  readonly label: string;
  readonly channel?: 'ticket_body' | 'kb_doc';
  readonly injected_text?: string;
  readonly source: string;
}

export const FILES = {
  tickets: 'injection-tickets.jsonl',
  requests: 'injection-supportops.jsonl',
  benign: 'injection-notinject.jsonl',
  bare: 'injection-bipia.jsonl',
} as const;

export const isAttack = ({ label }: InjectionRow): boolean => label === 'attack';
