import { FLAG_NAMES } from '@mesh/bootstrap';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

const Name = z.enum(FLAG_NAMES);

/** What the tenant decides; flags that are left out are as configured for all. */
export class FlagOverrides extends createZodDto(z.strictObject({ overrides: z.partialRecord(Name, z.boolean()) })) {}

const Flag = z.object({
  name: Name,
  meaning: z.string(),
  /** The service that asks for it. */
  owner: z.string(),
  default: z.boolean(),
  /** Absent where the configuration of the installation says nothing. */
  configured: z.boolean().optional(),
  /** Absent where the tenant has not decided. */
  override: z.boolean().optional(),
  /** What holds. */
  on: z.boolean(),
});
export type Flag = z.output<typeof Flag>;
export class FlagList extends createZodDto(z.object({ items: z.array(Flag) })) {}
