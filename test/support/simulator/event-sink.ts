import { createServer } from "node:http";
import { onTestFinished } from "vitest";

/** An event as it is delivered. */
export interface Envelope {
  readonly event: string;
  readonly timestamp: number;
  readonly token: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** A web server that takes events, for a single test. */
export interface EventSink {
  readonly url: string;
  readonly texts: string[];
  readonly envelopes: () => Envelope[];
}

export async function eventSink(status: () => number = () => 200): Promise<EventSink> {
  const texts: string[] = [];
  const server = createServer((request, response) => {
    let text = "";
    request.on("data", (part: Buffer) => (text += part.toString()));
    request.on("end", () => {
      texts.push(text);
      response.writeHead(status()).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as { port: number };
  const envelopes = (): Envelope[] => texts.map((text) => JSON.parse(text) as Envelope);
  return { url: `http://127.0.0.1:${port}/`, texts, envelopes };
}
