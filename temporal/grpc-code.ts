/** gRPC's status codes that we decide by. */
export const grpcCodes = {
  invalidArgument: 3,
  deadlineExceeded: 4,
  notFound: 5,
  alreadyExists: 6,
  permissionDenied: 7,
  unimplemented: 12,
  unavailable: 14,
  unauthenticated: 16,
} as const;

/** The gRPC status of a failed call, also where the SDK wrapped it; null for any other error. */
export function grpcCodeOf(error: unknown): number | null {
  if (!(error instanceof Error)) return null;
  if ("code" in error && typeof error.code === "number") return error.code;
  return grpcCodeOf(error.cause);
}
