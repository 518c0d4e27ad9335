import { runService } from '../src/service/run-service';
import { sampleService } from './sample-service';

void runService(sampleService);
