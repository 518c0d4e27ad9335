import { z } from 'zod';

export const MESSAGE_BYTES = 65_536;
export const SUBJECT_BYTES = 500;

const LONE_SURROGATE = /\p{Surrogate}/u;

/** Whether the database and every reader can hold the text: no NUL, no half of a surrogate pair. */
export const isStorableText = (text: string): boolean => !text.includes('\u0000') && !LONE_SURROGATE.test(text);

/** The text as it can be held: what cannot is left out, or replaced by the sign for it. */
export const asStorable = (text: string): string => text.replaceAll('\u0000', '').replace(/\p{Surrogate}/gu, '\uFFFD');

const storable = (text: z.ZodString, maxBytes: number) =>
  text
    .refine(isStorableText, { error: 'must not contain NUL or lone surrogates' })
    .refine((text) => Buffer.byteLength(text) <= maxBytes, { error: `must be at most ${maxBytes} bytes` });

/** Text from outside: at most so many bytes of UTF-8, without NUL and lone surrogates. */
export const safeText = (maxBytes: number) => storable(z.string().max(maxBytes), maxBytes);

/** Like `safeText`, with at least one character. */
export const requiredText = (maxBytes: number) =>
  storable(z.string().min(1, { error: 'must not be empty' }).max(maxBytes), maxBytes);

const Scalar = z.union([safeText(1000), z.number(), z.boolean(), z.null()]);
const Key = safeText(64).regex(/^(?!__proto__$|constructor$|prototype$)[^\s]+$/);

/** A small flat object of plain values. */
export const smallObject = (maxBytes: number) =>
  z.record(Key, Scalar).refine((value) => Buffer.byteLength(JSON.stringify(value)) <= maxBytes, {
    error: `must be at most ${maxBytes} bytes of JSON`,
  });
