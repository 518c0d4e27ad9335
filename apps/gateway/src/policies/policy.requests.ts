import { FixedRule, Policy } from '@mesh/contracts';
import { createZodDto } from 'nestjs-zod';
import { z } from 'zod';

/** A whole policy. With `version` it is taken only if that is still the current one. The fallback earns nothing: it has no category to judge. */
export class PolicyChange extends createZodDto(
  z.strictObject({
    ...Policy.shape,
    version: Policy.shape.version.optional(),
    fallback: z.strictObject(FixedRule.shape),
  }),
) {}

export class CurrentPolicy extends createZodDto(Policy) {}
