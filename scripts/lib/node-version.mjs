const WANTED = [20, 19];

/** A sentence if this Node is too old to run the mesh, else undefined. */
export function nodeComplaint(version = process.versions.node) {
  const [major, minor] = version.split('.').map(Number);
  if (major > WANTED[0] || (major === WANTED[0] && minor >= WANTED[1])) return undefined;
  return `The mesh needs Node ${WANTED.join('.')} or newer; this is Node ${version}.`;
}
