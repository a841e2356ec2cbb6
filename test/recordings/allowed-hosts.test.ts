import { expect, test } from "vitest";
import { parseAllowedHosts } from "../../recordings/allowed-hosts.ts";

test("hosts are https, and inner addresses only when listed literally", () => {
  const refusal = (hosts: string, url: string) =>
    parseAllowedHosts(hosts.split(",")).refusal(new URL(url));
  expect(refusal("*.amazonaws.com", "https://b.s3.eu-west-1.amazonaws.com/a")).toBeNull();
  expect(refusal("*.amazonaws.com", "http://b.s3.amazonaws.com/a")).toBe("it is not https");
  expect(refusal("*.amazonaws.com", "https://amazonaws.com.evil.example/a")).not.toBeNull();
  expect(refusal("*.amazonaws.com", "https://evilamazonaws.com/a")).not.toBeNull();
  expect(refusal("127.0.0.1", "http://127.0.0.1:9000/a")).toBeNull();
  expect(refusal("localhost", "http://localhost:9000/a")).toBeNull();
  expect(refusal("[::1]", "http://[::1]:9000/a")).toBeNull();
  expect(refusal("127.0.0.1", "http://127.0.0.2/a")).not.toBeNull();
  expect(refusal("media.example", "http://media.example/a")).toBe("it is not https");
  const hosts = parseAllowedHosts(["*.example", "10.0.0.5"]);
  for (const inner of [
    "127.0.0.1",
    "10.1.2.3",
    "192.168.0.1",
    "169.254.169.254",
    "::1",
    "fd00::1",
    "::ffff:10.0.0.1",
    "100.64.0.1",
  ]) {
    expect(hosts.permitsAddress("a.example", inner), inner).toBe(false);
  }
  expect(hosts.permitsAddress("10.0.0.5", "10.0.0.5")).toBe(true);
  expect(hosts.permitsAddress("a.example", "93.184.216.34")).toBe(true);
});
