import { runService } from '../src/service/run-service';
import { wiredService } from './wired-service';

void runService(wiredService);
