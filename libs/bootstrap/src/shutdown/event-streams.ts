/** A provider that keeps responses open without end. Found by its shape; see `Shutdown`. */
export interface EventStreams {
  /** Ends them, so that their readers resume elsewhere. */
  endStreams(): void;
}

export const hasEventStreams = (value: unknown): value is EventStreams =>
  typeof value === 'object' && value !== null && 'endStreams' in value && typeof value.endStreams === 'function';
