import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { readJsonl } from '../../tools/running-mesh/jsonl';

/** Rows to learn from and rows to be scored on. No row, and no group of related rows, is in both. */
export interface Split<Row> {
  readonly train: readonly Row[];
  readonly data: readonly Row[];
}

const SCORED_OF_TEN = 4;

/**
 * The files of an evaluation: what learns, learns from one directory, what is scored, is scored on the other. Where both
 * are the same, six of ten rows are for learning, by a hash of their group.
 */
export class DataDirectories {
  constructor(
    private readonly trainDirectory: string,
    private readonly dataDirectory: string,
  ) {}

  /** @param groupOf rows of one group stay on one side; default: each row by its id */
  split<Row extends { readonly id: string }>(file: string, groupOf: (row: Row) => string = ({ id }) => id): Split<Row> {
    const data = this.rows<Row>(file);
    if (!this.isOne) return { train: this.rowsToLearnFrom(file), data };
    const isScored = (row: Row): boolean => bucketOf(groupOf(row)) < SCORED_OF_TEN;
    return { train: data.filter((row) => !isScored(row)), data: data.filter(isScored) };
  }

  /** All rows of a file that nothing is learned from, such as a knowledge base. */
  rows<Row>(file: string): Row[] {
    return readJsonl<Row>(this.fileOf(this.dataDirectory, file));
  }

  /** The files of the scored directory whose names begin so. */
  namesOf(beginning: string): string[] {
    return readdirSync(this.dataDirectory).filter((name) => name.startsWith(beginning) && name.endsWith('.jsonl'));
  }

  has(file: string): boolean {
    return existsSync(path.join(this.dataDirectory, file));
  }

  private get isOne(): boolean {
    return path.resolve(this.trainDirectory) === path.resolve(this.dataDirectory);
  }

  private rowsToLearnFrom<Row>(file: string): Row[] {
    const found = path.join(this.trainDirectory, file);
    return existsSync(found) ? readJsonl<Row>(found) : [];
  }

  private fileOf(directory: string, file: string): string {
    const found = path.join(directory, file);
    if (!existsSync(found)) throw new Error(`${file} is not in ${directory}`);
    return found;
  }
}

const bucketOf = (group: string): number => createHash('sha256').update(group).digest().readUInt32BE(0) % 10;
