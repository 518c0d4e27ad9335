import { hashOf } from './hash';

const DIGITS = 12;

/** Whether an id belongs to this share of all ids: always the same answer for the same id, spread evenly over many. */
export const isInShare = (id: string, share: number): boolean =>
  Number.parseInt(hashOf(id).slice(0, DIGITS), 16) < share * 16 ** DIGITS;
