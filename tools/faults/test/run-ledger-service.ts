import { runService } from '@mesh/bootstrap';
import { ledgerService } from './ledger-service';

void runService(ledgerService);
