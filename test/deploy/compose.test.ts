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

test("the image copies every folder of which the program reads a file", () => {
  const read = globSync(
    "{domain,workflows,activities,aircall,openai,text,recordings,speech,analysis,report,temporal,client,worker,platform,app,stage,cli}/**/*.ts",
  )
    .flatMap((file) =>
      importsOf(readFileSync(file, "utf8"))
        .filter(({ kind }) => kind === "url")
        .map(({ from }) => relative(".", join(dirname(file), from))),
    )
    .map((path) => path.split("/")[0] ?? "")
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
