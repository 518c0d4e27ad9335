import { Global, Module } from '@nestjs/common';
import { APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { type ConfigOf, MeshConfig, provideConfig } from '@mesh/config';
import { Clock, SystemClock } from '@mesh/kernel';
import { AccessGuard } from './access.guard';
import { AdminActs } from './admin-acts';
import { ApiKeyStore } from './api-key-store';
import { ApiKeysController } from './api-keys.controller';
import { Authenticator } from './authenticator';
import { BootstrapKey } from './bootstrap-key';
import { IdentityConfig } from './identity.config';
import { JwtConfig } from './jwt/jwt.config';
import { JwtVerifier } from './jwt/jwt-verifier';
import { KeyCache } from './key-cache';
import { KnownTenants } from './known-tenants';
import { PrincipalCorrelationInterceptor } from './principal-correlation.interceptor';

/** Who asks and what they may do; closes every route of the service that does not say otherwise. */
@Global()
@Module({
  controllers: [ApiKeysController],
  providers: [
    provideConfig(IdentityConfig),
    provideConfig(JwtConfig),
    provideConfig(MeshConfig),
    {
      provide: BootstrapKey,
      inject: [MeshConfig.token],
      useFactory: (config: ConfigOf<typeof MeshConfig>) => BootstrapKey.of(config),
    },
    { provide: Clock, useClass: SystemClock },
    AdminActs,
    ApiKeyStore,
    KeyCache,
    KnownTenants,
    {
      provide: JwtVerifier,
      inject: [JwtConfig.token, Clock],
      useFactory: (config: ConfigOf<typeof JwtConfig>, clock: Clock) => JwtVerifier.of(config, clock),
    },
    Authenticator,
    { provide: APP_GUARD, useClass: AccessGuard },
    { provide: APP_INTERCEPTOR, useClass: PrincipalCorrelationInterceptor },
  ],
  exports: [ApiKeyStore, AdminActs, Authenticator],
})
export class IdentityModule {}
