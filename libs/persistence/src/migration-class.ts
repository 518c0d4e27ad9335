import type { MigrationInterface } from 'typeorm';

/** A TypeORM migration; the class name ends with its timestamp. */
export type MigrationClass = new () => MigrationInterface;
