/** A reader of server-sent events, in the background. */
export class EventStream {
  text = '';
  over = false;

  private constructor(
    readonly response: Response,
    private readonly leaving: AbortController,
  ) {}

  static async open(url: string, headers: Headers | Record<string, string>): Promise<EventStream> {
    const leaving = new AbortController();
    const stream = new EventStream(await fetch(url, { signal: leaving.signal, headers }), leaving);
    const end = () => (stream.over = true);
    stream.read().then(end, end);
    return stream;
  }

  /** Ids of the events so far. */
  ids(): string[] {
    return [...this.text.matchAll(/^id: (.+)$/gm)].flatMap(([, id]) => id ?? []);
  }

  leave(): void {
    this.leaving.abort();
  }

  private async read(): Promise<void> {
    for await (const chunk of this.response.body ?? []) this.text += Buffer.from(chunk as Uint8Array).toString('utf8');
  }
}
