import { Attributes, Delta, Ops } from "../../src/ot";
import type { Random } from "../support/random";
import type { FakeClient } from "./fakeWorld";

const FIRST_TOKEN = 0x4e00;

/** Every inserted character is another one, so that each can be counted at the end. */
export class Tokens {
  private count = 0;
  readonly deleted = new Set<string>();

  next(): string {
    return String.fromCharCode(FIRST_TOKEN + this.count++);
  }

  all(): string[] {
    return Array.from({ length: this.count }, (_, i) => String.fromCharCode(FIRST_TOKEN + i));
  }
}

/** Somebody inserts tokens, deletes some, or makes some bold. */
export function typeSomething(client: FakeClient, random: Random, tokens: Tokens): void {
  if (!client.connection.loaded) return;
  const document = client.connection.screen;
  const position = random.int(document.length + 1);
  const out = Ops.builder();
  if (random.chance(0.65) || document.length === 0) {
    let text = "";
    for (let i = random.pick([1, 1, 1, 3, 40]); i > 0; i--) text += tokens.next();
    out.retain(position).insert(text);
  } else {
    const length = Math.min(document.length - position, 1 + random.int(3));
    if (length === 0) return;
    out.retain(position);
    if (random.chance(0.3)) {
      out.retain(length, Attributes.of([["bold", random.chance(0.7) ? true : null]]));
    } else {
      for (const token of document.text().slice(position, position + length)) tokens.deleted.add(token);
      out.delete(length);
    }
  }
  client.edit(Delta.on(document.length, out.build()));
}
