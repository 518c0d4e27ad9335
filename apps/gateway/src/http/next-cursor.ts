import { z } from 'zod';

/** A cursor that a list hands out; null: nothing comes after this page. */
export const NextCursor = z.string().min(1).nullable();
