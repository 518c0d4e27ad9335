import type { ConfigOf } from '@mesh/config';
import type { EscalationConfig } from '../escalation.config';
import type { SlaDefaults } from './sla-policy';

export const slaDefaultsOf = (config: ConfigOf<typeof EscalationConfig>): SlaDefaults => ({
  urgent: config.ESCALATION_SLA_URGENT_MINUTES,
  high: config.ESCALATION_SLA_HIGH_MINUTES,
  normal: config.ESCALATION_SLA_NORMAL_MINUTES,
  low: config.ESCALATION_SLA_LOW_MINUTES,
});
