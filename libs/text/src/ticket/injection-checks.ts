let standing = true;

/** For tests alone: with `false` nothing is taken for an injection any more in this process, to see what else holds. */
export function setInjectionChecks(stand: boolean): void {
  standing = stand;
}

export const injectionChecksStand = (): boolean => standing;
