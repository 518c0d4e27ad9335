import type { BullJobQueue } from '@mesh/jobs';
import type { RequestHandler } from 'express';

export interface BoardSettings {
  /** Where the page lies. */
  readonly path: string;
  readonly service: string;
  readonly readOnly: boolean;
}

/** The page loads nothing from elsewhere, fonts included. */
const POLICY = [
  `default-src 'none'`,
  `script-src 'self'`,
  `style-src 'self' 'unsafe-inline'`,
  `img-src 'self' data:`,
  `font-src 'self'`,
  `connect-src 'self'`,
  `base-uri 'self'`,
  `form-action 'none'`,
  `frame-ancestors 'none'`,
].join('; ');

/** The board of Bull over the queues of one service. Its library is loaded when somebody looks. */
export async function bullBoardPage(queue: BullJobQueue, settings: BoardSettings): Promise<RequestHandler> {
  const [{ createBullBoard }, { BullAdapter }, { ExpressAdapter }, queues] = await Promise.all([
    import('@bull-board/api'),
    import('@bull-board/api/bullAdapter'),
    import('@bull-board/express'),
    queue.boardQueues(),
  ]);
  const serverAdapter = new ExpressAdapter().setBasePath(settings.path);
  createBullBoard({
    queues: queues.map((one) => new BullAdapter(one, { readOnlyMode: settings.readOnly })),
    serverAdapter,
    options: { uiConfig: { boardTitle: `support mesh: ${settings.service}` } },
  });
  const page = serverAdapter.getRouter() as RequestHandler;
  return (request, response, next) => {
    response.setHeader('content-security-policy', POLICY);
    response.setHeader('referrer-policy', 'no-referrer');
    return page(request, response, next);
  };
}
