import { Inject, Injectable } from '@nestjs/common';
import { ProblemException, validationFailed } from '@mesh/bootstrap';
import { SERVICES, type ServiceName } from '@mesh/contracts';
import { PassThrough } from '../http/pass-through';
import type { Principal } from '../identity';
import { decodeCursor, encodeCursor } from '../tickets/list-cursor';
import { type DeadLetterQuery, OwnerPage } from './dead-letters.requests';

export interface DeadLetterList {
  readonly items: readonly object[];
  readonly nextCursor: string | null;
  /** Services that could not be asked; their dead letters are missing here. */
  readonly unavailable: readonly ServiceName[];
}

interface Position {
  readonly service: ServiceName;
  readonly after: string;
}

const LIST = 'dead-letters';

/** Service after service, within each the newest first. */
@Injectable()
export class ListDeadLetters {
  constructor(@Inject(PassThrough) private readonly passThrough: PassThrough) {}

  async execute(principal: Principal, query: DeadLetterQuery): Promise<DeadLetterList> {
    const filters = { service: query.service };
    const start = startOf(query, filters);
    const remaining = (query.service ? [query.service] : SERVICES).slice(start.index);
    const items: object[] = [];
    const unavailable: ServiceName[] = [];
    for (const [index, service] of remaining.entries()) {
      const after = index === 0 ? start.after : '';
      const page = await this.pageOf(principal, service, { after, limit: query.limit - items.length });
      if (page === undefined) unavailable.push(service);
      else items.push(...page.items.map((item) => ({ service, ...item })));
      const next = nextOf({ service, page, following: remaining[index + 1], full: items.length >= query.limit });
      if (next) return { items, unavailable, nextCursor: encodeCursor(LIST, filters, [next.service, next.after]) };
    }
    return { items, unavailable, nextCursor: null };
  }

  private async pageOf(
    principal: Principal,
    service: ServiceName,
    { after, limit }: { after: string; limit: number },
  ): Promise<OwnerPage | undefined> {
    const query = { limit, after: after === '' ? undefined : after };
    try {
      const answer = await this.passThrough.ask(principal, service, {
        method: 'GET',
        path: `/internal/${LIST}`,
        query,
      });
      return OwnerPage.parse(answer.body);
    } catch (error) {
      if (error instanceof ProblemException && error.getStatus() === 503) return undefined;
      throw error;
    }
  }
}

interface Progress {
  readonly service: ServiceName;
  readonly page: OwnerPage | undefined;
  readonly following: ServiceName | undefined;
  readonly full: boolean;
}

/** Where the next page goes on; undefined while this page has room, or when there is nothing more. */
function nextOf({ service, page, following, full }: Progress): Position | undefined {
  if (page?.next) return { service, after: page.next };
  return full && following !== undefined ? { service: following, after: '' } : undefined;
}

function startOf(query: DeadLetterQuery, filters: object): { index: number; after: string } {
  if (query.cursor === undefined) return { index: 0, after: '' };
  const [service, after] = decodeCursor(LIST, filters, query.cursor) ?? [];
  const index = (query.service ? [query.service] : SERVICES).findIndex((name) => name === service);
  if (index < 0 || after === undefined) {
    throw validationFailed([{ path: 'cursor', code: 'invalid_cursor', message: 'was not handed out by this list' }]);
  }
  return { index, after };
}
