import { runService } from '@mesh/bootstrap';
import { escalation } from './escalation.service';

void runService(escalation);
