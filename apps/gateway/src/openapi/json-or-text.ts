import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiOkResponse, getSchemaPath } from '@nestjs/swagger';

type View = Parameters<typeof ApiExtraModels>[number];

/** The same answer as JSON or, if the caller wants, as text of another type. */
export const ApiJsonOrText = (view: View, textType: `text/${string}`) =>
  applyDecorators(
    ApiExtraModels(view),
    ApiOkResponse({
      content: {
        'application/json': { schema: { $ref: getSchemaPath(view) } },
        [textType]: { schema: { type: 'string' } },
      },
    }),
  );
