import { Policy } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** A whole policy. With `version` it is taken only if that is still the current one. */
export class PolicyChange extends createZodDto(
  z.strictObject({ ...Policy.shape, version: Policy.shape.version.optional() }),
) {}

export class CurrentPolicy extends createZodDto(Policy) {}
