import { z } from 'zod';
import { defineCommand } from '../envelope/define';
import { Id } from '../words/words';

export const CheckClock = defineCommand(
  'escalation',
  'check_clock',
  'A timer of escalation itself: is the clock of this step still running at its due time?',
  z.object({
    ticketId: Id,
    /** The prepare_handover step that started the clock. */
    stepId: Id,
    /** Breaches so far; a clock that has moved on since ignores the timer. */
    breaches: z.number().int().nonnegative(),
  }),
);
