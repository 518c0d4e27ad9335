import { runService } from '@mesh/bootstrap';
import { supervisor } from './supervisor.service';

void runService(supervisor);
