import { defineConfig } from '@mesh/config';
import { z } from 'zod';

const minutes = () => z.coerce.number().int().min(1).max(525_600);

export const EscalationConfig = defineConfig('escalation', {
  ESCALATION_SLA_URGENT_MINUTES: minutes()
    .default(30)
    .describe('Due time of urgent tickets, unless the queue has its own'),
  ESCALATION_SLA_HIGH_MINUTES: minutes().default(120).describe('Due time of tickets of high priority'),
  ESCALATION_SLA_NORMAL_MINUTES: minutes().default(480).describe('Due time of all other tickets'),
  ESCALATION_SLA_LOW_MINUTES: minutes().default(1440).describe('Due time of tickets of low priority'),
  ESCALATION_MAX_REROUTES: z.coerce
    .number()
    .int()
    .min(0)
    .max(20)
    .default(3)
    .describe('How often a hand-over that breaches its clock moves on'),
});
