const SYSTEMS = ['darwin', 'win32', 'android', 'freebsd', 'netbsd', 'openbsd', 'openharmony', 'linux', 'aix', 'sunos'];
const PROCESSORS = ['arm64', 'x64', 'ia32', 'ppc64', 's390x', 'riscv64', 'loong64', 'mips64el', 'wasm32', 'arm'];
const DEFINITE = /^[\^~]?(\d+\.\d+\.\d+\S*)$/;

/** The entries that `npm ci` would miss: place in node_modules -> entry. */
export function missingOptionals(packages) {
  const missing = new Map();
  for (const [place, owner] of Object.entries(packages)) {
    for (const [name, range] of Object.entries(owner.optionalDependencies ?? {})) {
      const version = DEFINITE.exec(range)?.[1];
      if (version && isForOneSystem(name) && !isResolved(packages, place, name)) {
        missing.set(`node_modules/${name}`, entryFor(name, version, owner));
      }
    }
  }
  return missing;
}

/** As Node looks for it: beside the package, then in each folder above. */
function isResolved(packages, place, name) {
  const above = place.split('/node_modules/');
  const places = above.map((_, depth) => above.slice(0, depth + 1).join('/node_modules/'));
  return ['', ...places].some((base) => packages[`${base === '' ? '' : `${base}/`}node_modules/${name}`]);
}

const words = (name) => name.split(/[^a-z0-9]+/);
const pick = (name, known) => known.find((word) => words(name).includes(word));
const isForOneSystem = (name) => pick(name, SYSTEMS) !== undefined || pick(name, ['wasm32', 'wasm']) !== undefined;

function entryFor(name, version, owner) {
  const system = pick(name, SYSTEMS);
  const processor = pick(name, PROCESSORS);
  return {
    version,
    optional: true,
    ...(owner.dev ? { dev: true } : {}),
    ...(system ? { os: [system] } : {}),
    ...(processor ? { cpu: [processor] } : {}),
  };
}

export const sortedByName = (packages) =>
  Object.fromEntries(Object.entries(packages).sort(([left], [right]) => left.localeCompare(right, 'en')));

/** What is wrong with a lock file and the packages installed from it, in sentences. `manifests`: path -> package.json. */
export function lockFaults(text, manifests) {
  const faults = [];
  if (/"resolved":\s*"https?:/.test(text))
    faults.push('package-lock.json names a registry host ("resolved"): set omit-lockfile-registry-resolved=true');
  const missing = [...missingOptionals(JSON.parse(text).packages).keys()];
  if (missing.length > 0)
    faults.push(`package-lock.json lacks ${missing.length} optional packages: run node scripts/fill-lock.mjs`);
  for (const [place, manifest] of manifests) {
    if (manifest.type === 'module')
      faults.push(`${place}@${manifest.version} is an ES module; jest cannot load it: pin version 11`);
  }
  return faults;
}
