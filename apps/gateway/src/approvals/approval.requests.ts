import { Sha256 } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { requiredText } from '../tickets/safe-text';
import { APPROVAL_STATUSES, DECISIONS } from './approval-row';

const REPLY_BYTES = 20_000;
const LONGEST_HOLD_MS = 3_600_000;

export class ApprovalDecision extends createZodDto(
  z
    .strictObject({
      decision: z.enum(DECISIONS),
      /** The hash of what was shown. */
      contentHash: Sha256,
      /** With `edit`: the text to send. */
      reply: requiredText(REPLY_BYTES).optional(),
      /** With `reject`: guidance for the next draft. */
      reason: requiredText(4000).optional(),
      /** Time in which the decision can be taken back. */
      sendAfterMs: z.number().int().min(0).max(LONGEST_HOLD_MS).default(0),
    })
    .refine(({ decision, reply }) => (decision === 'edit') === (reply !== undefined), {
      path: ['reply'],
      error: 'belongs to edit, and edit needs it',
    }),
) {}

export class ApprovalQuery extends createZodDto(
  z.strictObject({
    status: z.enum(APPROVAL_STATUSES).default('open'),
    ticketId: z.uuid().optional(),
    cursor: z.string().max(500).optional(),
    limit: z.coerce.number().int().min(1).max(100).default(50),
  }),
) {}

export class ApprovalId extends createZodDto(z.object({ id: z.uuid() })) {}
