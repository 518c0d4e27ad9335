import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { TerminalError } from '@mesh/kernel';
import { type ClassifierModel, type LabelledText, trainClassifier } from '@mesh/text';

const COMPILED_WORKER = join(__dirname, 'train-model.worker.js');

/**
 * Trains a classifier beside the event loop, which other tickets need meanwhile; in place where the code is not compiled.
 * @throws TerminalError `TRAINING_FAILED`
 */
export function trainModel(rows: readonly LabelledText[]): Promise<ClassifierModel> {
  return existsSync(COMPILED_WORKER) ? trainInThread(rows) : Promise.resolve(trainClassifier(rows));
}

function trainInThread(rows: readonly LabelledText[]): Promise<ClassifierModel> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(COMPILED_WORKER, { workerData: rows });
    worker.once('message', (model: ClassifierModel) => resolve(model));
    worker.once('error', (cause) => reject(new TerminalError('TRAINING_FAILED', 'the training failed', {}, { cause })));
    worker.once('exit', () => reject(new TerminalError('TRAINING_FAILED', 'the training ended without a model')));
  });
}
