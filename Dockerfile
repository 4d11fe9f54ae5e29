# syntax=docker/dockerfile:1
# One image for every process: which one runs is the command (see docker-compose.yml).
FROM node:22-bookworm AS build
WORKDIR /app
ENV TURBO_TELEMETRY_DISABLED=1
# The manifests alone first: the layer of the dependencies stays while only sources change.
COPY package.json package-lock.json turbo.json .swcrc ./
COPY gateway/package.json gateway/
COPY gateway/playground/package.json gateway/playground/
COPY runtime/package.json runtime/
COPY client/package.json client/
COPY subgraphs/kit/package.json subgraphs/kit/
COPY subgraphs/units/package.json subgraphs/units/
COPY subgraphs/spokespersons/package.json subgraphs/spokespersons/
COPY subgraphs/training/package.json subgraphs/training/
COPY scripts/package.json scripts/
COPY test/clients/package.json test/clients/
RUN npm ci
COPY gateway gateway
COPY runtime runtime
COPY subgraphs subgraphs
COPY scripts scripts
COPY schema schema
RUN npm run -s build && npm prune --omit=dev

FROM node:22-bookworm-slim
ENV NODE_ENV=production APOLLO_TELEMETRY_DISABLED=true HOST=0.0.0.0
WORKDIR /app
COPY --from=build --chown=root:root /app ./
# Nothing in the image is the process's own: it writes to its database, and to nothing on the disk.
USER node
CMD ["node", "--max-semi-space-size=8", "--heap-growing-percent=100", "--v8-pool-size=1", "gateway/dist/main.js"]
