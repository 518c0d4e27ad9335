/** A mail as it came, whoever took it apart. */
export interface IncomingMail {
  /** As the header says it, such as `Ada <ada@example.com>`. */
  readonly from: string;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly html?: string | undefined;
  readonly messageId?: string | undefined;
  readonly inReplyTo?: string | undefined;
  /** As the header says it: ids with blanks between. */
  readonly references?: string | undefined;
  /** By their names in small letters. */
  readonly headers: ReadonlyMap<string, string>;
}
