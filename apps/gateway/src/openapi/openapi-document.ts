import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { cleanupOpenApiDoc } from 'nestjs-zod';
import { PROBLEM_RESPONSE, PROBLEM_SCHEMA } from './problem-schema';

/** The version of the project; a test compares it with package.json. */
export const API_VERSION = '0.1.0';

/** OpenAPI 3.1 of the public routes; every operation also answers with a problem document. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('Support mesh')
    .setDescription('Every ticket ends in a grounded, checked reply that was sent once, or with a person.')
    .setVersion(API_VERSION)
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'An API key, or an access token (JWT)' })
    .build();
  return withProblems(cleanupOpenApiDoc(SwaggerModule.createDocument(app, config), { version: '3.1' }));
}

type Responses = NonNullable<OpenAPIObject['paths'][string]['get']>['responses'];

/** Of an error that a route names, it says in words only what is special about it. */
const problemsIn = (responses: Responses): Responses =>
  Object.fromEntries(
    Object.entries(responses).map(([status, response]) => [
      status,
      Number(status) < 400 ? response : { ...PROBLEM_RESPONSE, ...response },
    ]),
  );

const METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

function withProblems(document: OpenAPIObject): OpenAPIObject {
  const paths = Object.entries(document.paths).filter(([path]) => path.startsWith('/v1/'));
  for (const [, item] of paths) {
    for (const operation of METHODS.map((method) => item[method])) {
      if (operation) operation.responses = { ...problemsIn(operation.responses), default: PROBLEM_RESPONSE };
    }
  }
  const schemas = { ...document.components?.schemas, Problem: PROBLEM_SCHEMA };
  return { ...document, paths: Object.fromEntries(paths), components: { ...document.components, schemas } };
}
