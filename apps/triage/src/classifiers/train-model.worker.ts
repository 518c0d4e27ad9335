import { parentPort, workerData } from 'node:worker_threads';
import { type LabelledText, trainClassifier } from '@mesh/text';

parentPort?.postMessage(trainClassifier(workerData as LabelledText[]));
