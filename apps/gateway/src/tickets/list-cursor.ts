import { hashOf } from '@mesh/kernel';
import { z } from 'zod';

const Wire = z.tuple([z.array(z.string().max(200)).min(1).max(4), z.string()]);

const sealOf = (list: string, filters: object, position: readonly string[]): string =>
  hashOf([list, filters, position]).slice(0, 16);

/** The opaque form of "go on after this position"; it fits only the same list with the same filters. */
export function encodeCursor(list: string, filters: object, position: readonly string[]): string {
  return Buffer.from(JSON.stringify([position, sealOf(list, filters, position)])).toString('base64url');
}

/** The position, or undefined for anything that this list with these filters did not hand out. */
export function decodeCursor(list: string, filters: object, text: string): readonly string[] | undefined {
  const wire = Wire.safeParse(jsonOf(Buffer.from(text, 'base64url').toString('utf8')));
  if (!wire.success) return undefined;
  const [position, seal] = wire.data;
  return seal === sealOf(list, filters, position) ? position : undefined;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
