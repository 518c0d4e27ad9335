import { CustomerId, Id } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { TOOL_AGENTS } from './tool';

const ServerName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const ToolName = z.string().min(1).max(128);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export class ServerPath extends createZodDto(z.object({ server: ServerName })) {}
export class ToolPath extends createZodDto(z.object({ server: ServerName, tool: ToolName })) {}
export class CallPath extends createZodDto(z.object({ id: Id })) {}

export class NewToolServer extends createZodDto(
  z.strictObject({
    name: ServerName,
    url: z.string().min(1).max(2_000),
    token: z.string().min(1).max(4_000).optional(),
  }),
) {}

export class ToolAcceptance extends createZodDto(
  z
    .strictObject({
      hash: Hash,
      risk: z.enum(['read', 'write']),
      agents: z.array(z.enum(TOOL_AGENTS)).max(TOOL_AGENTS.length).default([]),
      customerArgument: z.string().min(1).max(100).optional(),
    })
    .refine(({ risk, agents }) => risk === 'read' || agents.length === 0, 'an agent may not write by itself')
    .refine(
      ({ agents, customerArgument }) => agents.length === 0 || customerArgument !== undefined,
      'a tool of an agent needs the argument that is bound to the customer of the ticket',
    ),
) {}

export class ToolCallInput extends createZodDto(
  z.strictObject({
    ticketId: Id,
    /** Of the ticket, as the gateway knows it. */
    customerId: CustomerId,
    arguments: z.record(z.string().max(100), z.unknown()).default({}),
  }),
) {}

export class CallDecision extends createZodDto(
  z.strictObject({ decision: z.enum(['approve', 'reject']), contentHash: Hash }),
) {}
