import { Ops } from "../../src/ot";

/** Ops from one line: `2 +ab -3` is retain 2, insert "ab", delete 3. `_` stands for a space, `/` for a newline. */
export function opsOf(line: string): Ops {
  const out = Ops.builder();
  for (const word of line.split(" ").filter((part) => part !== "")) {
    if (word.startsWith("+")) out.insert(word.slice(1).replaceAll("_", " ").replaceAll("/", "\n"));
    else if (word.startsWith("-")) out.delete(Number(word.slice(1)));
    else out.retain(Number(word));
  }
  return out.build();
}
