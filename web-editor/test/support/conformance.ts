import { readFileSync } from "node:fs";

/** The cases of a file of the repository's folder `conformance`, which the Java tests write. */
export function conformanceCases(name: string): unknown[] {
  const lines = readFileSync(new URL(`../../../conformance/${name}`, import.meta.url), "utf8").split("\n");
  return lines.filter((line) => line !== "").map((line) => JSON.parse(line) as unknown);
}
