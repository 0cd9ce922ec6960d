// Answers questions with quill-delta and with the engine of the pages (src/ot). One line of JSON comes in, one line of JSON values parted by
// tabs goes out: first what quill-delta answers, then what the pages answer. A question is {base, a, b, next, position} and asks for every
// verb below, or is a line of conformance/algebra.jsonl, which names its verb. Nothing is repaired here: what an engine answers is what is
// written; where the engine of the pages throws, the name of the error stands instead.
const { mkdtempSync, rmSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join, resolve } = require("node:path");
const { createInterface } = require("node:readline");
const QuillDelta = require("quill-delta").default;

const verbs = ["apply", "compose", "transformOver", "transformUnder", "invert", "stayBeforeInsert", "moveAfterInsert"];

const quill = {
  apply: ({ base, a }) => new QuillDelta(base).compose(new QuillDelta(a)).ops,
  compose: ({ a, b, next = b }) => new QuillDelta(a).compose(new QuillDelta(next)).ops,
  transformOver: ({ a, b }) => new QuillDelta(a).transform(new QuillDelta(b), true).ops,
  transformUnder: ({ a, b }) => new QuillDelta(b).transform(new QuillDelta(a), false).ops,
  invert: ({ base, a }) => new QuillDelta(a).invert(new QuillDelta(base)).ops,
  stayBeforeInsert: ({ a, position }) => new QuillDelta(a).transformPosition(position, true),
  moveAfterInsert: ({ a, position }) => new QuillDelta(a).transformPosition(position, false),
};

function pages({ Delta, Document, readOps, writeOps }) {
  const documentOf = ({ base }) => Document.of(readOps(base));
  const change = (question, name) => Delta.on(documentOf(question).length, readOps(question[name]));
  const position = (question, tie) => String(change(question, "a").transformPosition(question.position, tie));
  return {
    apply: (question) => writeOps(documentOf(question).apply(change(question, "a")).toOps()),
    compose: (question) => {
      const first = change(question, "a");
      return writeOps(first.compose(Delta.on(first.resultLength, readOps(question.next ?? question.b))).ops);
    },
    transformOver: (question) => writeOps(change(question, "b").transformOver(change(question, "a")).ops),
    transformUnder: (question) => writeOps(change(question, "a").transformUnder(change(question, "b")).ops),
    invert: (question) => writeOps(change(question, "a").invert(documentOf(question)).ops),
    stayBeforeInsert: (question) => position(question, "STAY_BEFORE_INSERT"),
    moveAfterInsert: (question) => position(question, "MOVE_AFTER_INSERT"),
  };
}

function verbsOf(question) {
  if (question.verb === undefined) return verbs;
  if (question.verb !== "transformPosition") return [question.verb];
  return [question.tie === "STAY_BEFORE_INSERT" ? "stayBeforeInsert" : "moveAfterInsert"];
}

function orError(answer) {
  try {
    return answer();
  } catch (error) {
    return `${error.name}: ${error.message}`;
  }
}

async function enginesOfThePages() {
  const { build } = await import("rolldown");
  const folder = mkdtempSync(join(tmpdir(), "inkwell-ot-"));
  const file = join(folder, "ot.cjs");
  try {
    await build({
      input: resolve(__dirname, "../../ot/index.ts"),
      output: { file, format: "cjs" },
      logLevel: "silent",
    });
    return require(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function main() {
  const own = pages(await enginesOfThePages());
  for await (const line of createInterface({ input: process.stdin })) {
    const question = JSON.parse(line);
    const asked = verbsOf(question);
    const answers = [
      ...asked.map((verb) => JSON.stringify(quill[verb](question))),
      ...asked.map((verb) => orError(() => own[verb](question))),
    ];
    process.stdout.write(answers.join("\t") + "\n");
  }
}

void main();
