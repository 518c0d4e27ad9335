import { Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const text = z.string();
const hash = z.string().length(64);

const Server = z.object({
  name: text,
  url: text,
  hasToken: z.boolean(),
  testedAt: Instant.nullable(),
  /** Code of the fault of the last test; null: there was none. */
  fault: text.min(1).nullable(),
  createdAt: Instant,
});
export class ServerView extends createZodDto(Server) {}
export class ServerList extends createZodDto(z.object({ items: z.array(Server) })) {}

export class ServerTest extends createZodDto(
  z.object({
    reachable: z.boolean(),
    /** Why not. */
    code: text.optional(),
    tools: z.array(z.object({ name: text, hash, warnings: z.array(text) })),
  }),
) {}

const Tool = z.object({
  server: text,
  name: text,
  status: z.enum(['new', 'accepted', 'quarantined']),
  title: text.optional(),
  description: text.optional(),
  inputSchema: z.record(text, z.unknown()).optional(),
  warnings: z.array(text),
  hash,
  risk: z.enum(['read', 'write']).nullable(),
  agents: z.array(text),
  customerArgument: text.min(1).nullable(),
});
export class ToolView extends createZodDto(Tool) {}
export class ToolList extends createZodDto(z.object({ items: z.array(Tool) })) {}

const Call = z.object({
  id: z.uuid(),
  server: text,
  tool: text,
  ticketId: z.uuid(),
  arguments: z.record(text, z.unknown()),
  contentHash: hash,
  status: z.enum(['waiting', 'running', 'done', 'failed', 'rejected', 'unknown']),
  code: text.min(1).nullable(),
  texts: z.array(text),
  askedBy: text,
  decidedBy: text.min(1).nullable(),
  createdAt: Instant,
});
/** A call that waits for a decision, or what became of it. */
export class CallView extends createZodDto(Call) {}
export class CallList extends createZodDto(z.object({ items: z.array(Call) })) {}

/** The answer of a tool that only reads. */
export class CallAnswer extends createZodDto(z.object({ status: z.literal('done'), texts: z.array(text) })) {}
