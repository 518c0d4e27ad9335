import { z } from 'zod';

/** Who caused something: an agent with its configuration, a person, a policy, or the system itself. */
export const Actor = z.object({
  kind: z.enum(['agent', 'person', 'policy', 'system', 'customer']),
  /** Agent role, key or user id, policy version, or service name; never a customer's name or address. */
  id: z.string().max(120),
  model: z.string().max(120).optional(),
  promptVersion: z.string().max(60).optional(),
  /** The tenant's version of the agent; absent: as built in. */
  setupVersion: z.number().int().positive().optional(),
});
export type Actor = z.output<typeof Actor>;

/** What a piece of work cost: wall time in milliseconds, money in millionths of a US dollar. */
export const WorkDone = z.object({
  actor: Actor,
  durationMs: z.number().int().nonnegative(),
  costMicros: z.number().int().nonnegative().default(0),
  inputTokens: z.number().int().nonnegative().default(0),
  outputTokens: z.number().int().nonnegative().default(0),
});
export type WorkDone = z.output<typeof WorkDone>;
