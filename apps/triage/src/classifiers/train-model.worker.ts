import { parentPort, workerData } from 'node:worker_threads';
import { type TicketExample, trainTicketModel } from '@mesh/text';

parentPort?.postMessage(trainTicketModel(workerData as TicketExample[]));
