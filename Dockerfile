# One image for every service: they share their dependencies, and compose starts each with its own command.
FROM node:20-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY shared/package.json shared/
COPY services/app-logic/package.json services/app-logic/
COPY services/client-utils/package.json services/client-utils/
COPY services/embedded-store/package.json services/embedded-store/
COPY services/mail-worker/package.json services/mail-worker/
COPY services/sandbox/package.json services/sandbox/
COPY services/telegram-bot/package.json services/telegram-bot/

FROM manifests AS build
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts
COPY tsconfig.base.json tsconfig.json ./
COPY shared shared
COPY services services
RUN npm run build

# What runs, without what tests, types and debugs it. The sandbox and its store stay on developers' machines; npm takes
# the store's dependencies along because client-utils is tested with it.
FROM manifests AS runtime
RUN --mount=type=cache,target=/root/.npm \
    npm ci --omit=dev --ignore-scripts -w shared -w services/app-logic -w services/client-utils \
      -w services/mail-worker -w services/telegram-bot \
 && rm -rf services/sandbox services/embedded-store node_modules/lmdb node_modules/@lmdb \
      node_modules/fs-native-extensions node_modules/.package-lock.json .npmrc package-lock.json \
 && find node_modules -xtype l -delete \
 && find node_modules -type f \( -name '*.map' -o -name '*.ts' -o -name '*.mts' -o -name '*.cts' \) -delete
COPY --from=build /app/shared/dist shared/dist
COPY --from=build /app/services/app-logic/dist services/app-logic/dist
COPY --from=build /app/services/client-utils/dist services/client-utils/dist
COPY --from=build /app/services/mail-worker/dist services/mail-worker/dist
COPY --from=build /app/services/telegram-bot/dist services/telegram-bot/dist
RUN find shared/dist services/*/dist -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.tsbuildinfo' \) -delete
COPY services/client-utils/bin services/client-utils/bin
COPY init_data.json deck.pdf ./
COPY docker/healthcheck.mjs docker/

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
# Owned by root, run by node: a service cannot change its own code.
COPY --from=runtime /app ./
USER node
CMD ["node", "services/app-logic/dist/main.js"]
