import { runService } from '@mesh/bootstrap';
import { triage } from './triage.service';

void runService(triage);
