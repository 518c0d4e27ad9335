import { Instant } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';
import { FUNNEL_STAGES } from './read-funnel';

const count = z.number().int();

/** The whole hours or days that the figures cover, and how old they are; null: nothing was built yet. */
const covered = { step: z.enum(['hour', 'day']), from: Instant, to: Instant, refreshedAt: Instant.nullable() };

export class FunnelView extends createZodDto(
  z.object({
    ...covered,
    /** Of the tickets created in the period: how many reached each stage. */
    stages: z.array(z.object({ stage: z.enum(FUNNEL_STAGES), tickets: count })),
    outcomes: z.object({ confirmed: count, assumed: count, byPerson: count }),
    elsewhere: z.object({ handedOver: count, withPerson: count, awaitingApproval: count, closed: count }),
  }),
) {}

export class AgentsView extends createZodDto(
  z.object({
    ...covered,
    items: z.array(
      z.object({
        agent: z.string(),
        model: z.string().nullable(),
        promptVersion: z.string().nullable(),
        tasks: count,
        meanMs: count.nullable(),
        longestMs: count,
        costMicros: count,
        /** Of quality, on the drafts that this agent wrote. */
        verdicts: z.object({ pass: count, revise: count, block: count }),
      }),
    ),
  }),
) {}

export class TimeseriesView extends createZodDto(
  z.object({
    ...covered,
    items: z.array(
      z.object({
        startsAt: Instant,
        tickets: z.object({
          created: count,
          replied: count,
          resolved: count,
          closed: count,
          handedOver: count,
          costMicros: count,
        }),
        facts: z.array(z.object({ fact: z.string(), count, meanMs: count.nullable(), longestMs: count })),
      }),
    ),
  }),
) {}
