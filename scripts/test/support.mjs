import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder that only its owner may enter, gone after the test. */
export function privateFolder(test) {
  const folder = mkdtempSync(path.join(tmpdir(), 'mesh-scripts-'));
  test.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
