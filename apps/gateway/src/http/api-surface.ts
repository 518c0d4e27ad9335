import type { IncomingMessage } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { HttpSurface } from '@mesh/bootstrap';
import { type ConfigOf, MeshConfig } from '@mesh/config';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { OpenAPIObject } from '@nestjs/swagger';
import { mountDocs } from '../openapi/mount-docs';
import { openApiDocument } from '../openapi/openapi-document';
import { bodyLimitOf, isInbound } from './body-limits';
import { knownMethods } from './known-methods';
import { docsHeaders, securityHeaders } from './security-headers';
import { ThrottlingConfig } from './throttling/throttling.config';

type Mesh = ConfigOf<typeof MeshConfig>;

/** The public side of the mesh: REST, documentation and dashboard on PORT. */
@Injectable()
export class ApiSurface extends HttpSurface {
  constructor(
    @Inject(MeshConfig.token) private readonly config: Mesh,
    @Inject(ThrottlingConfig.token) private readonly throttling: ConfigOf<typeof ThrottlingConfig>,
  ) {
    super();
  }

  get listener() {
    return { host: this.config.HOST, port: this.config.PORT };
  }

  /** Newcomers wait for readiness on the one port they know; elsewhere it would tell strangers about the inside. */
  get openManagementPaths(): readonly string[] {
    return this.config.MESH_PROFILE === 'embedded' ? ['/health/live', '/health/ready'] : ['/health/live'];
  }

  prepare(app: NestExpressApplication): void {
    app.set('trust proxy', this.throttling.TRUST_PROXY_HOPS);
    app.use(securityHeaders());
    app.use('/docs', docsHeaders());
    let document: OpenAPIObject | undefined;
    const documentOf = (): OpenAPIObject => (document ??= openApiDocument(app));
    mountDocs(app, documentOf);
    app.use('/v1', knownMethods(documentOf));
  }

  bodyLimitOf(request: IncomingMessage): number {
    return bodyLimitOf(request);
  }

  /** A signature holds for the bytes that were sent. */
  takesRawBody(request: IncomingMessage): boolean {
    return isInbound(request);
  }
}
