import { migrate } from '@mesh/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ledgerService } from './ledger-service';

const LASTS_S = 2;

/** Takes its time, says when it begins, and cannot be applied twice. */
class Slow1799000000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    process.stdout.write('begun\n');
    await runner.query('ALTER TABLE research.ledger ADD COLUMN added text');
    await runner.query(`SELECT pg_sleep(${LASTS_S})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE research.ledger DROP COLUMN added');
  }
}

/** One of several processes that start at the same moment with a pending migration. */
async function main(): Promise<void> {
  const { name: schema, migrations } = ledgerService;
  const pending = [{ schema, migrations: [...migrations, Slow1799000000000] }];
  const applied = await migrate(process.env['MIGRATE_URL'] ?? '', pending);
  process.stdout.write(`applied ${JSON.stringify(applied)}\n`);
}

void main();
