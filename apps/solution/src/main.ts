import { runService } from '@mesh/bootstrap';
import { solution } from './solution.service';

void runService(solution);
