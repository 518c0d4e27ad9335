import { createZodValidationPipe } from 'nestjs-zod';
import { z } from 'zod';
import { validationFailed } from './problem-exception';

/** Checks every argument that is typed with a zod DTO; 400 `VALIDATION_FAILED` names each path. */
export const ValidationPipe = createZodValidationPipe({
  createValidationException: (error) => validationFailed(error instanceof z.ZodError ? faultsOf(error) : []),
});

export const faultsOf = (error: z.ZodError) =>
  error.issues.map((issue) => ({
    path: issue.path.map(String).join('.'),
    code: issue.code ?? 'invalid',
    message: issue.message,
  }));
