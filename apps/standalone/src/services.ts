import type { ServiceDefinition } from '@mesh/bootstrap';
import { escalation } from '../../escalation/src/escalation.service';
import { gateway } from '../../gateway/src/gateway.service';
import { quality } from '../../quality/src/quality.service';
import { research } from '../../research/src/research.service';
import { solution } from '../../solution/src/solution.service';
import { supervisor } from '../../supervisor/src/supervisor.service';
import { triage } from '../../triage/src/triage.service';

/** The whole mesh. */
export const SERVICES: readonly ServiceDefinition[] = [
  gateway,
  supervisor,
  triage,
  research,
  solution,
  quality,
  escalation,
];
