import type { DestinationStream } from 'pino';

/** What JSON allows in a text and a terminal or an editor obeys: C1 controls, line separators, directions of writing. */
const OBEYED = /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g;

const escaped = (sign: string): string => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** Writes a line of JSON with such signs escaped; it means the same. */
export const withoutControls = (destination: DestinationStream): DestinationStream => ({
  write: (line) => destination.write(line.replace(OBEYED, escaped)),
});
