import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { requiredText } from '../tickets/safe-text';

const ServerName = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const Hash = z.string().regex(/^[0-9a-f]{64}$/);

export class ServerKey extends createZodDto(z.object({ name: ServerName })) {}
export class ToolKey extends createZodDto(z.object({ server: ServerName, tool: requiredText(128) })) {}
export class CallKey extends createZodDto(z.object({ id: z.uuid() })) {}

/** The token is sent as bearer token; it is never shown again. */
export class NewServer extends createZodDto(
  z.strictObject({ name: ServerName, url: requiredText(2000), token: requiredText(4000).optional() }),
) {}

/** `hash` is that of the tool as it was shown; `customerArgument` names the argument that is always the ticket's customer. */
export class AcceptedTool extends createZodDto(
  z.strictObject({
    hash: Hash,
    risk: z.enum(['read', 'write']),
    agents: z
      .array(z.enum(['research']))
      .max(1)
      .optional(),
    customerArgument: requiredText(100).optional(),
  }),
) {}

/** Without the customer, who is always that of the ticket. */
export class NewCall extends createZodDto(
  z.strictObject({ ticketId: z.uuid(), arguments: z.record(requiredText(100), z.unknown()).optional() }),
) {}

export class CallVerdict extends createZodDto(
  z.strictObject({ decision: z.enum(['approve', 'reject']), contentHash: Hash }),
) {}
