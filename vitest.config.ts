import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    coverage: {
      provider: "v8",
      // Rooms whose tests run what they test in their own process: see CONTRIBUTING, "Change it".
      include: [
        "{domain,activities,aircall,recordings,speech,text,analysis,report,openai}/**/*.ts",
      ],
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
