import path from 'node:path';
import { pathToFileURL } from 'node:url';

/** A module of scripts/lib, which the commands before the build use too. */
export const scriptModule = <Module>(name: string): Promise<Module> =>
  import(pathToFileURL(path.join(process.cwd(), 'scripts/lib', name)).href) as Promise<Module>;
