FROM node:22-slim AS build
WORKDIR /app
ENV NEXT_TELEMETRY_DISABLED=1
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit
COPY . .
RUN npm run build && rm -rf .next/cache && npm prune --omit=dev --no-audit

FROM node:22-slim
WORKDIR /app
ENV NODE_ENV=production BT_HOST=0.0.0.0 BT_PORT=8081 BT_DATA_DIR=/data
RUN mkdir /data && chown node:node /data
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/.next .next
COPY --from=build /app/scripts scripts
COPY --from=build /app/package.json /app/next.config.mjs ./
USER node
VOLUME /data
EXPOSE 8081
HEALTHCHECK --interval=30s --timeout=5s --start-period=10s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.BT_PORT}/health`).then((reply) => process.exit(reply.ok ? 0 : 1), () => process.exit(1))"]
# Not through npm or a shell: signals reach the process that saves.
CMD ["node", "scripts/serve.mjs"]
