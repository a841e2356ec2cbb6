import { spawn } from "node:child_process";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";
import { importsOf } from "../support/imports-of.ts";
import { parse } from "yaml";
import { createProgram } from "../../cli/program.ts";
import { variables } from "../../platform/config/variables.ts";

interface Service {
  readonly mem_limit?: string;
  readonly networks?: readonly string[];
  readonly ports?: readonly string[];
  readonly cap_drop?: readonly string[];
  readonly image?: string;
  readonly command?: readonly string[];
  readonly environment?: Record<string, string>;
  readonly volumes?: readonly string[];
  readonly depends_on?: Record<string, { readonly condition: string }>;
  readonly healthcheck?: { readonly test: readonly unknown[] };
}

const compose = parse(readFileSync("docker-compose.yml", "utf8"), { merge: true }) as {
  services: Record<string, Service>;
  networks: Record<string, { readonly internal?: boolean }>;
};
const dockerfile = readFileSync("Dockerfile", "utf8");
const commands = createProgram({}).commands.map((command) => command.name());
const ours = ["receiver", "worker"] as const;

test("compose has Temporal with Postgres and its UI, a receiver and a worker", () => {
  expect(Object.keys(compose.services)).toEqual([
    "postgresql",
    "temporal",
    "temporal-ui",
    "receiver",
    "worker",
  ]);
});

test.each(ours)("service %s runs a command that exists, with variables that exist", (name) => {
  const service = compose.services[name];
  expect(commands).toContain(service?.command?.[0]);
  for (const variable of Object.keys(service?.environment ?? {})) {
    expect([...Object.keys(variables), "TEMPORAL_ADDRESS"]).toContain(variable);
  }
  expect(service?.depends_on?.["temporal"]?.condition).toBe("service_healthy");
});

test.each(Object.entries(compose.services))(
  "what proves %s healthy is a list of words",
  (_name, service) => {
    // An unquoted `? 0: 1` is a mapping to YAML, and compose refuses the whole file.
    for (const word of service.healthcheck?.test ?? []) expect(word).toBeTypeOf("string");
  },
);

test("the image proves whatever it runs healthy by /readyz, at the port that every part answers", async () => {
  const [, words] = /^HEALTHCHECK [^[]*CMD (\[.*\])$/m.exec(dockerfile) ?? [];
  const [program, ...args] = JSON.parse(words ?? "[]") as string[];
  expect(program).toBe("node");
  const asked: string[] = [];
  let status = 200;
  const server = createServer(({ url = "" }, response) => {
    asked.push(url);
    response.writeHead(status).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const exitCode = (): Promise<number | null> =>
    new Promise((resolve) => {
      const env = { HEALTH_PORT: String(port) };
      spawn(process.execPath, args, { env }).once("exit", resolve);
    });
  expect(await exitCode()).toBe(0);
  expect(asked).toEqual(["/readyz"]);
  status = 503;
  expect(await exitCode()).toBe(1);
  await new Promise((resolve) => server.close(resolve));
  expect(await exitCode()).toBe(1);
  expect(dockerfile).toMatch(/^ENV .*\bHEALTH_PORT=\d+$/m);
  // What the image has, no service takes back.
  for (const name of ours) expect(compose.services[name]).not.toHaveProperty("healthcheck");
});

test("the image says what it is, and of which version it was built", () => {
  const { license, description } = JSON.parse(readFileSync("package.json", "utf8")) as {
    license: string;
    description: string;
  };
  expect(dockerfile).toContain(`org.opencontainers.image.licenses="${license}"`);
  expect(dockerfile).toContain(`org.opencontainers.image.description="${description}"`);
  expect(dockerfile).toMatch(/^ARG VERSION=/m);
  expect(dockerfile).toContain('org.opencontainers.image.version="$VERSION"');
});

test("each part shows its metrics on a port of this machine, and no two ports are the same", () => {
  const ports = Object.values(compose.services).flatMap((service) => service.ports ?? []);
  const outside = ports.map((port) => port.split(":").slice(0, 2).join(":"));
  expect(new Set(outside).size).toBe(outside.length);
  for (const name of ours) {
    const { environment = {}, ports: own = [] } = compose.services[name] ?? {};
    const inside = environment["METRICS_PORT"];
    expect(
      own.some((port) => port.endsWith(`:${inside}`)),
      name,
    ).toBe(true);
    // Else only the container itself could read it.
    expect(environment["METRICS_HOST"]).toBe("0.0.0.0");
  }
});

test("every command of compose that a page or the file itself names is run by a service of ours, and exists", () => {
  const named = [
    readFileSync("docker-compose.yml", "utf8"),
    readFileSync("README.md", "utf8"),
    readFileSync("docs/run/operations.md", "utf8"),
  ].flatMap((text) => [...text.matchAll(/docker compose run --rm (\w+) (\w+)/g)]);
  expect(named.map(([, , name]) => name)).toContain("setup");
  for (const [line, service = "", name] of named) {
    expect(ours, line).toContain(service);
    expect(commands, line).toContain(name);
  }
});

test("images are pinned, and the server is one that keeps accounts apart", () => {
  for (const { image } of Object.values(compose.services)) expect(image).not.toMatch(/:latest$/);
  expect(compose.services["temporal"]?.image).toMatch(/:1\.3[2-9]\./);
});

test("nothing has a password that everybody knows, memory without end, or a door to outside that it does not need", () => {
  for (const [name, service] of Object.entries(compose.services)) {
    expect(service.mem_limit, name).toMatch(/^\d+[mg]$/);
    for (const port of service.ports ?? []) expect(port, name).toMatch(/^127\.0\.0\.1:/);
    for (const [variable, value] of Object.entries(service.environment ?? {})) {
      // Without a value compose refuses to start, and says what to do.
      if (/PASSWORD|PWD/.test(variable)) expect(value).toMatch(/^\$\{POSTGRES_PASSWORD:\?.+\}$/);
    }
  }
  expect(compose.services["postgresql"]?.networks).toEqual(["database"]);
  expect(compose.networks["database"]).toEqual({ internal: true });
  for (const name of ours) expect(compose.services[name]?.cap_drop).toEqual(["ALL"]);
});

test("the dynamic configuration that compose mounts turns fairness on, with one partition", () => {
  const [mount = ""] = compose.services["temporal"]?.volumes ?? [];
  const settings = parse(readFileSync(mount.split(":")[0] ?? "", "utf8")) as Record<
    string,
    { value: unknown }[]
  >;
  expect(settings["matching.enableFairness"]).toEqual([{ value: true }]);
  expect(settings["matching.numTaskqueueReadPartitions"]).toEqual([{ value: 1 }]);
  expect(settings["matching.numTaskqueueWritePartitions"]).toEqual([{ value: 1 }]);
});

test("the image copies every folder of which the program reads or imports a file", () => {
  const read = globSync(
    "{domain,workflows,activities,aircall,openai,text,recordings,speech,analysis,report,temporal,ledger,client,worker,platform,app,stage,cli}/**/*.ts",
  )
    .flatMap((file) =>
      importsOf(readFileSync(file, "utf8"))
        .filter(({ kind, from }) => kind === "url" || from.startsWith("."))
        .map(({ from }) => relative(".", join(dirname(file), from))),
    )
    .map((path) => path.split("/")[0] ?? "")
    // What is installed there, the image installs by itself.
    .filter((folder) => folder !== "node_modules")
    .filter((folder) => existsSync(folder) && statSync(folder).isDirectory());
  expect(read).toContain("simulator");
  const ignored = readFileSync(".dockerignore", "utf8").split("\n");
  for (const folder of new Set(read)) {
    expect(dockerfile).toMatch(new RegExp(`^COPY .*\\b${folder}\\b`, "m"));
    expect(ignored).not.toContain(folder);
  }
});

test("the image copies folders that exist, runs the command line, and sets variables that exist", () => {
  const copies = [...dockerfile.matchAll(/^COPY (\S+) \S+$/gm)].map(([, folder = ""]) => folder);
  expect(copies.length).toBeGreaterThan(5);
  for (const folder of copies) expect(existsSync(folder), folder).toBe(true);
  const [, entry] = /^ENTRYPOINT (.*)$/m.exec(dockerfile) ?? [];
  expect(JSON.parse(entry ?? "[]")).toEqual(["node", "cli/main.ts"]);
  const [, command] = /^CMD (.*)$/m.exec(dockerfile) ?? [];
  expect(commands).toContain((JSON.parse(command ?? "[]") as string[])[0]);
  const [, env = ""] = /^ENV (.*)$/m.exec(dockerfile) ?? [];
  for (const [, name] of env.matchAll(/(\w+)=/g)) {
    expect([...Object.keys(variables), "NODE_ENV"]).toContain(name);
  }
  expect(dockerfile).toMatch(/^USER node$/m);
});
