import { runService } from '@mesh/bootstrap';
import { quality } from './quality.service';

void runService(quality);
