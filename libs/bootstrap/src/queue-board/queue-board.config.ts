import { defineConfig, flag } from '@mesh/config';

export const QueueBoardConfig = defineConfig('queue-board', {
  QUEUE_BOARD_READ_ONLY: flag()
    .default(true)
    .describe('The queue board shows jobs; false: it may also retry and remove'),
});
