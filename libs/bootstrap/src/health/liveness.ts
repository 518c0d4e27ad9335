import { Inject, Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { codeOf } from '@mesh/kernel';
import { processEventLoop } from './event-loop-monitor';
import { type HealthContributor, isHealthContributor } from './health-contributor';

/** What only a restart can help, by the name of who says so; empty when the service lives. */
export type Ailments = Readonly<Record<string, { readonly status: 'down'; readonly code: string }>>;

/** Whether the thread of this process is held up; the same for every service in it. */
export const eventLoopAilments = (): Ailments =>
  processEventLoop.responsive ? {} : { event_loop: { status: 'down', code: 'EVENT_LOOP_HELD_UP' } };

export interface LivenessReport {
  readonly status: 'ok' | 'error';
  readonly details?: Ailments;
  readonly services?: Readonly<Record<string, Ailments>>;
}

/** One answer for a process and everything in it; says no more than that when all is well. */
export function livenessReport(ofProcess: Ailments, ofServices: Readonly<Record<string, Ailments>>): LivenessReport {
  const ailing = Object.entries(ofServices).filter(([, ailments]) => Object.keys(ailments).length > 0);
  if (Object.keys(ofProcess).length === 0 && ailing.length === 0) return { status: 'ok' };
  return { status: 'error', details: ofProcess, services: Object.fromEntries(ailing) };
}

/** Whether this service gets on with its work at all. Asks nobody outside the process: others being away is no death. */
@Injectable()
export class Liveness {
  constructor(@Inject(DiscoveryService) private readonly discovery: DiscoveryService) {}

  check(): Ailments {
    const found = this.contributors().flatMap((one) => {
      const code = ailmentOf(one);
      return code === undefined ? [] : [[one.healthName, { status: 'down', code }] as const];
    });
    return Object.fromEntries(found);
  }

  private contributors(): HealthContributor[] {
    const instances = this.discovery.getProviders().map((wrapper): unknown => wrapper.instance);
    return [...new Set(instances.filter(isHealthContributor))];
  }
}

function ailmentOf(contributor: HealthContributor): string | undefined {
  try {
    contributor.checkAlive?.();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}
