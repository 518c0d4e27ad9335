import { All, Controller, Inject, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { Request, RequestHandler, Response } from 'express';
import { Public } from '../http/public.decorator';
import { pathOf } from '../http/surface';
import { statusProblem } from '../problems/problem-of';
import { BOARD_PATH, QueueBoard } from './queue-board';

/** The queue board, on the management listener only. */
@ApiExcludeController()
@Public()
@Controller(BOARD_PATH)
export class QueueBoardController {
  constructor(@Inject(QueueBoard) private readonly board: QueueBoard) {}

  @All(['', '*path'])
  async show(@Req() request: Request, @Res() response: Response): Promise<void> {
    const page = await this.board.page();
    if (page) return hand(page, request, response);
    if (request.method !== 'GET' || pathOf(request).replace(/\/$/, '').toLowerCase() !== BOARD_PATH) {
      throw statusProblem(404);
    }
    response.setHeader('cache-control', 'no-store').json(await this.board.figures());
  }
}

/** The page believes that it is at the root. What it does not know is nothing that we know. */
function hand(page: RequestHandler, request: Request, response: Response): Promise<void> {
  request.url = request.originalUrl.slice(BOARD_PATH.length).replace(/^(?!\/)/, '/');
  return new Promise((resolve, reject) => {
    response.once('close', resolve);
    void page(request, response, (error?: unknown) => reject((error as Error | undefined) ?? statusProblem(404)));
  });
}
