type Listener = (message: string) => void;

/** Publish and subscribe within a process. */
export class LocalTopics {
  private readonly listeners = new Map<string, Set<Listener>>();

  publish(topic: string, message: string): void {
    for (const listener of [...(this.listeners.get(topic) ?? [])]) listener(message);
  }

  subscribe(topic: string, listener: Listener): () => void {
    const own: Listener = (message) => listener(message);
    const all = this.listeners.get(topic) ?? new Set();
    this.listeners.set(topic, all.add(own));
    return () => {
      all.delete(own);
      if (all.size === 0 && this.listeners.get(topic) === all) this.listeners.delete(topic);
    };
  }
}
