import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    coverage: {
      provider: "v8",
      include: [
        "{domain,workflows,activities,aircall,recordings,speech,text,analysis,report,openai,client,temporal,worker,platform,app,stage,cli}/**/*.ts",
      ],
      // What runs in processes of its own, as people run it, is not counted: most of app/ and cli/.
      thresholds: { "domain/**": { branches: 100 } },
      reporter: ["text-summary", "html"],
    },
    include: ["test/**/*.test.ts"],
    globalSetup: ["test/support/global-setup.ts"],
    pool: "forks",
    // Most of their time the crash tests wait.
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    teardownTimeout: 30_000,
  },
});
