/** A server that keeps secrets. Its SDK is loaded with the first question, and only where a reference names it. */
export abstract class SecretManager {
  /** How references to it begin, such as `aws`. */
  abstract readonly name: string;

  /**
   * The newest value behind an id, as this manager writes ids. Neither errors nor logs ever hold it.
   * @throws TerminalError `SECRETS_PACKAGE_MISSING` naming what to install; any other error: it cannot be had now
   */
  abstract read(id: string, signal: AbortSignal): Promise<string>;
}
