import { runService } from '@mesh/bootstrap';
import { gateway } from './gateway.service';

void runService(gateway);
