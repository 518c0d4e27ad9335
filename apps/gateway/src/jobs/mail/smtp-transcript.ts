/** Listens in on a conversation with a mail server, in the form of a logger. It keeps no words of it. */
export class SmtpTranscript {
  private begun = false;

  /** Whether the server was told that the text follows: from then on it may have been taken. */
  get textOnItsWay(): boolean {
    return this.begun;
  }

  debug(entry?: unknown, line?: unknown): void {
    const speaker = (entry as { readonly tnx?: string } | undefined)?.tnx;
    if (speaker === 'client' && line === 'DATA') this.begun = true;
  }

  readonly trace = ignore;
  readonly info = ignore;
  readonly warn = ignore;
  readonly error = ignore;
  readonly fatal = ignore;
}

function ignore(): void {
  return undefined;
}
