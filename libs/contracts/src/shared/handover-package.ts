import { z } from 'zod';

/** What a person needs to go on: no more than a screen. */
export const HandoverPackage = z.object({
  summary: z.string().max(4000),
  suggestedNextStep: z.string().max(1000),
});
export type HandoverPackage = z.output<typeof HandoverPackage>;
