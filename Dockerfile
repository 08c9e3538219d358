# One image for every service: they share their dependencies, and compose starts each with its own command.
FROM node:20-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc tsconfig.base.json tsconfig.json ./
COPY shared/package.json shared/
COPY services/app-logic/package.json services/app-logic/
COPY services/client-utils/package.json services/client-utils/
COPY services/embedded-store/package.json services/embedded-store/
COPY services/mail-worker/package.json services/mail-worker/
COPY services/sandbox/package.json services/sandbox/
COPY services/telegram-bot/package.json services/telegram-bot/
RUN npm ci
COPY shared shared
COPY services services
RUN npm run build && npm prune --omit=dev

FROM node:20-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=build --chown=node:node /app/package.json ./
COPY --from=build --chown=node:node /app/node_modules node_modules
COPY --from=build --chown=node:node /app/shared/package.json shared/
COPY --from=build --chown=node:node /app/shared/dist shared/dist
COPY --from=build --chown=node:node /app/services services
COPY --chown=node:node init_data.json deck.pdf ./
COPY --chown=node:node docker docker
RUN find services -name src -type d -prune -exec rm -rf {} + && mkdir -p /data && chown node:node /data
USER node
CMD ["node", "services/app-logic/dist/main.js"]
