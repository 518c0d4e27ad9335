import { z } from 'zod';

/** The roles that a tenant may set up. */
export const AGENT_ROLES = ['triage', 'research', 'solution', 'quality', 'escalation'] as const;
export type AgentRole = (typeof AGENT_ROLES)[number];

/** A tenant's version of an agent. What is left out is as the role is built in. */
export const AgentSetup = z.object({
  version: z.number().int().positive(),
  /** A released prompt of the role. */
  promptVersion: z.string().max(60).optional(),
  /** Asked first, if it is among the models that are configured; then the others, in their order. */
  model: z.string().max(120).optional(),
  temperature: z.number().min(0).max(2).optional(),
  maxOutputTokens: z.number().int().min(64).max(200_000).optional(),
  /** Longest work of remote models on one step; then it is done without them. */
  deadlineMs: z.number().int().min(100).max(40_000).optional(),
  /** False: no remote model is asked. */
  remote: z.boolean().optional(),
  /** Of research: the only tools that it uses of those that it may, as `server/tool`. */
  tools: z.array(z.string().max(200)).max(50).optional(),
});
export type AgentSetup = z.output<typeof AgentSetup>;

/** The setups of a turn by role; a role that is missing works as built in. */
export const AgentSetups = z.object({
  triage: AgentSetup.optional(),
  research: AgentSetup.optional(),
  solution: AgentSetup.optional(),
  quality: AgentSetup.optional(),
  escalation: AgentSetup.optional(),
});
export type AgentSetups = z.output<typeof AgentSetups>;
