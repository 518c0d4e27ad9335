import { runService } from '@mesh/bootstrap';
import { research } from './research.service';

void runService(research);
