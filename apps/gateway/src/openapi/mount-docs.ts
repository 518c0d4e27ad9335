import type { NestExpressApplication } from '@nestjs/platform-express';
import { type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { buildAsyncApi } from '@mesh/contracts';
import { API_VERSION } from './openapi-document';

/** `/openapi.json`, its UI at `/docs`, and `/asyncapi.json`; each is made when it is first asked for. */
export function mountDocs(app: NestExpressApplication, documentOf: () => OpenAPIObject): void {
  SwaggerModule.setup('docs', app, documentOf, {
    jsonDocumentUrl: 'openapi.json',
    raw: ['json'],
    customSiteTitle: 'Support mesh API',
    swaggerOptions: { persistAuthorization: true },
  });
  let asyncApi: object | undefined;
  app
    .getHttpAdapter()
    .getInstance()
    .get('/asyncapi.json', (_request, response) => {
      asyncApi ??= buildAsyncApi(API_VERSION);
      response.json(asyncApi);
    });
}
