import { type ConfigDefinition, ConfigError, type ConfigSource, MeshConfig, declaredConfig } from '@mesh/config';

/** Every fault of every area that the loaded code declares. @throws ConfigError naming them all at once */
export function checkConfig(source: ConfigSource, definitions: readonly ConfigDefinition[] = declaredConfig()): void {
  const faults = [...faultsOf(() => source.check(definitions)), ...distributedFaults(source)];
  if (faults.length > 0) throw new ConfigError(faults);
}

function faultsOf(check: () => void): readonly string[] {
  try {
    check();
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.faults;
    throw error;
  }
}

/** A secret that is made up per process is of no use to several. */
function distributedFaults(source: ConfigSource): readonly string[] {
  if (faultsOf(() => source.check([MeshConfig])).length > 0) return [];
  const { MESH_PROFILE, INTERNAL_TOKEN_SECRET } = source.read(MeshConfig);
  return MESH_PROFILE === 'distributed' && INTERNAL_TOKEN_SECRET === undefined
    ? ['INTERNAL_TOKEN_SECRET: is needed in the distributed profile']
    : [];
}
