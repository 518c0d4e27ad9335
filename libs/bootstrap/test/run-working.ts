import { runService } from '../src/service/run-service';
import { workingService } from './working-service';

void runService(workingService);
