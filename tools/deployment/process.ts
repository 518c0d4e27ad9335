/** A container that runs code of ours, in Compose and in Kubernetes alike. */
export interface MeshProcess {
  /** `gateway`, `prepare-topics` ... */
  readonly name: string;
  readonly where: string;
  readonly image: string;
  /** Arguments of `node`. */
  readonly args: readonly string[];
  readonly environment: ReadonlyMap<string, string>;
  /** Folders of secrets by where they are mounted: the names of the files inside. */
  readonly secrets: ReadonlyMap<string, readonly string[]>;
  /** Bytes; 0 without a limit. */
  readonly memory: number;
}

const UNITS: Readonly<Record<string, number>> = { k: 1e3, K: 2 ** 10, m: 2 ** 20, M: 2 ** 20, g: 2 ** 30, G: 2 ** 30 };

/** `384M` and `384Mi` alike: Compose counts in powers of two. */
export function bytesOf(size: string): number {
  const [, count, unit = ''] = /^([\d.]+)([kKmMgG])?[iI]?[bB]?$/.exec(size) ?? [];
  return Number(count ?? 0) * (UNITS[unit] ?? 1);
}
