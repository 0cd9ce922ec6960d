import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";

const SUBMISSION_TAG = "inkwell-submission-1\n";
const DIGEST_BYTES = 16;

/**
 * The fingerprint of a submission: the first 16 bytes of SHA-256 over a tag, the base revision in decimal, a line feed and
 * the canonical operation, as lower-case hexadecimal digits. Computed here and not by the browser, whose own SHA-256 is
 * asynchronous and missing on pages without TLS.
 */
export function digestOfSubmission(baseRevision: number, canonicalOps: string): string {
  const bytes = new TextEncoder().encode(`${SUBMISSION_TAG}${baseRevision}\n${canonicalOps}`);
  return bytesToHex(sha256(bytes).subarray(0, DIGEST_BYTES));
}
