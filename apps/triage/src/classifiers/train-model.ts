import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { TerminalError } from '@mesh/kernel';
import { type TicketExample, type TicketModel, trainTicketModel } from '@mesh/text';

const COMPILED_WORKER = join(__dirname, 'train-model.worker.js');

/**
 * Trains a tenant's model beside the event loop, which other tickets need meanwhile; in place where the code is not compiled.
 * @throws TerminalError `TRAINING_FAILED`
 */
export function trainModel(rows: readonly TicketExample[]): Promise<TicketModel> {
  return existsSync(COMPILED_WORKER) ? trainInThread(rows) : Promise.resolve(trainTicketModel(rows));
}

function trainInThread(rows: readonly TicketExample[]): Promise<TicketModel> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(COMPILED_WORKER, { workerData: rows });
    worker.once('message', (model: TicketModel) => resolve(model));
    worker.once('error', (cause) => reject(new TerminalError('TRAINING_FAILED', 'the training failed', {}, { cause })));
    worker.once('exit', () => reject(new TerminalError('TRAINING_FAILED', 'the training ended without a model')));
  });
}
