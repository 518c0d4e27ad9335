import { AGENT_ROLES, AgentSetup, Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { NextCursor } from '../http/next-cursor';
import { safeText } from '../tickets/safe-text';

/** Of a version, as large as the database counts. */
const VersionNumber = z.number().int().positive().max(2_147_483_647);

export class AgentName extends createZodDto(z.object({ name: z.enum(AGENT_ROLES) })) {}

/** The agent checks its own input. Without `version` it works as it is set up now. */
export class AgentTrial extends createZodDto(
  z.strictObject({ input: z.record(z.string(), z.unknown()), version: VersionNumber.optional() }),
) {}

/** What the agent would have answered; its form is the agent's. */
export class AgentAnswer extends createZodDto(z.looseObject({})) {}

const Setup = AgentSetup.omit({ version: true });

/** What is left out is as the role is built in. */
export class NewAgentVersion extends createZodDto(
  z.strictObject({ ...Setup.shape, note: safeText(200).trim().min(1).optional() }),
) {}
export class LiveVersion extends createZodDto(z.strictObject({ version: VersionNumber })) {}

export class VersionQuery extends createZodDto(
  z.strictObject({
    cursor: z.string().max(400).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
) {}

const Version = z.object({
  version: z.number().int().positive(),
  setup: Setup,
  note: z.string().min(1).nullable(),
  live: z.boolean(),
  createdBy: z.string(),
  createdAt: Instant,
});
export class AgentVersion extends createZodDto(Version) {}
export class AgentVersions extends createZodDto(z.object({ items: z.array(Version), nextCursor: NextCursor })) {}

const Models = z.object({
  /** In the order in which they are asked. */
  models: z.array(z.string()),
  temperature: z.number().optional(),
  contextTokens: z.number().int(),
  maxOutputTokens: z.number().int(),
  /** Longest work on one question. */
  deadlineMs: z.number().int(),
});

/** The role as it is built in, and what a version may choose from. */
export const BuiltIn = z.object({
  name: z.enum(AGENT_ROLES),
  /** In the order in which they are asked. */
  adapters: z.array(z.enum(['remote', 'local'])),
  /** Absent when no remote model is configured. */
  models: Models.optional(),
  promptVersion: z.string(),
  promptVersions: z.array(z.string()),
  /** Tools that it may use by itself, as `server/tool`. */
  tools: z.array(z.string()),
});
export type BuiltIn = z.output<typeof BuiltIn>;

const Agent = z.object({
  name: z.enum(AGENT_ROLES),
  /** False: its service is away, and only the tenant's versions are known. */
  available: z.boolean(),
  builtIn: BuiltIn.optional(),
  /** The tenant's version that turns start with; absent: as built in. */
  live: AgentSetup.optional(),
});
export type Agent = z.output<typeof Agent>;
export class AgentView extends createZodDto(Agent) {}
export class AgentList extends createZodDto(z.object({ items: z.array(Agent) })) {}
