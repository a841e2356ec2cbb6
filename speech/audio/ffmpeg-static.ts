import { hashOfFile } from "../../platform/files/hash-of-file.ts";

/**
 * What `ffmpeg-static` 5.3.0 fetches by its install script, which compares it with nothing: SHA-256
 * of ffmpeg 7.0.2 as PyPI's `imageio-ffmpeg` 0.6.0, whose wheels PyPI lists by hash, carries the
 * very same programs (looked at on 2026-11-29). For other machines nobody has looked at one.
 */
const programs: Readonly<Record<string, string>> = {
  "linux-x64": "e7e7fb30477f717e6f55f9180a70386c62677ef8a4d4d1a5d948f4098aa3eb99",
  "linux-arm64": "6bb182d0d75d23028db82e9e4f723ca69b853d055698486e6984ddb2c06fb8ce",
};

/**
 * The program of that optional package, compared with its hash before each use; null where the
 * package or its program is absent, or is not what it must be.
 */
export async function ffmpegOfPackage(
  locate: () => Promise<string | null> = fromPackage,
  expected = programs[`${process.platform}-${process.arch}`],
): Promise<string | null> {
  const path = await locate();
  if (path === null || expected === undefined) return null;
  const found = await hashOfFile(path).catch(() => null);
  return found === expected ? path : null;
}

async function fromPackage(): Promise<string | null> {
  try {
    // The name is computed so that type checks pass where the package could not be installed.
    const name = "ffmpeg-static";
    const module: unknown = await import(name);
    const path: unknown =
      typeof module === "object" && module !== null && "default" in module ? module.default : null;
    return typeof path === "string" ? path : null;
  } catch {
    return null;
  }
}
