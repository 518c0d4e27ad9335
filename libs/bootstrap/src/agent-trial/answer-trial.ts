import type { Request, Response } from 'express';
import { correlationIdOf } from '../http/correlation.middleware';
import { problemDocument } from '../problems/problem-document';
import { problemOf } from '../problems/problem-of';
import { TrialEvents } from './trial-events';

/** Hears the words of a reply as far as they are written. */
export type TrialProgress = (soFar: string) => void;

/** The work of an agent for somebody who tries it out; the signal says that nobody waits for it any more. */
export type TrialWork = (signal: AbortSignal, progress: TrialProgress) => Promise<unknown>;

/**
 * Lets an agent work for whoever waits for the response. The answer comes as JSON or, where `text/event-stream` is asked
 * for, as events: `started`, `draft_progress` with the text so far, and at the end `result` or `error` (a problem
 * document). Work is given up when the client leaves.
 */
export async function answerTrial(request: Request, response: Response, work: TrialWork): Promise<void> {
  const leaving = new AbortController();
  response.once('close', () => leaving.abort());
  if (request.accepts(['application/json', TrialEvents.TYPE]) === TrialEvents.TYPE) {
    return answerInEvents(request, response, (progress) => work(leaving.signal, progress));
  }
  response.status(200).json(await work(leaving.signal, () => undefined));
}

async function answerInEvents(
  request: Request,
  response: Response,
  work: (progress: TrialProgress) => Promise<unknown>,
): Promise<void> {
  const events = new TrialEvents(response);
  events.send('started', {});
  try {
    const answer = await work((text) => events.show('draft_progress', { text }));
    events.send('result', answer);
  } catch (error) {
    events.send('error', problemDocument(problemOf(error), correlationIdOf(request)));
  } finally {
    events.end();
  }
}
