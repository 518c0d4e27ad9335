/** True while the process runs. A process that has ended but was not collected by its parent (zombie) does not run. */
export declare function isAlive(pid: number): boolean;
/** The command line of a process, words separated by a space; empty if it does not run or may not be seen. */
export declare function commandOf(pid: number): string;
