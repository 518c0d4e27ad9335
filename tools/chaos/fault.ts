import type { LoadControl } from './load/load-driver';
import type { LoadTenant } from './load/tenants';
import type { Rig } from './rig/rig';

/** Servers of another shape: a mesh has one of them at most, and only for a fault that was asked for by name. */
export const OWN_SERVERS = ['small-disks', 'cluster'] as const;

/** What a mesh is started with only when a fault is about it. */
export type Need =
  'qdrant' | 'detour' | 'standby' | 'model' | 'few-places' | 'faulty-handlers' | (typeof OWN_SERVERS)[number];

/** What a fault is given to work with. */
export interface FaultContext extends Rig {
  readonly tenants: readonly LoadTenant[];
  readonly load: LoadControl;
  /** How long the fault is meant to last. */
  readonly holdMs: number;
  /** Pseudo-random in [0, 1), the same for the same seed. */
  readonly random: () => number;
}

/**
 * One row of the fault catalogue. `inject` brings the fault about and resolves when it has been held for as long as it
 * is meant to; `heal` takes it away. Both throw when the fault could not be brought about, which fails the run.
 */
export interface Fault {
  /** As in the catalogue, such as `F13`. */
  readonly id: string;
  readonly title: string;
  /** What the mesh must have been started with. */
  readonly needs?: Need;
  /** Shortest time in which it proves something, inject to healed. */
  readonly minSeconds: number;
  /** How long the catalogue wants it to be held. */
  readonly fullSeconds: number;
  inject(context: FaultContext): Promise<void>;
  heal(context: FaultContext): Promise<void>;
  /** What was seen of it from outside. @throws Error when it cannot be seen to have happened */
  evidence(context: FaultContext): Promise<string>;
}

/** Made anew for each time it happens, so that it may keep what it saw. */
export type FaultMaker = () => Fault;
