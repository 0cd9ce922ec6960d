// Answers questions with quill-delta. Usage: node quill-delta-agreement.cjs QUESTIONS ANSWERS
// A question is one line of JSON: {base, a, b, next, position}, or a line of conformance/algebra.jsonl, which names its verb. The answer
// is one line of JSON values parted by tabs: one for every verb below, or the one that was asked for. Nothing is repaired here: what
// quill-delta answers is what is written.
const { readFileSync, writeFileSync } = require("node:fs");
const Delta = require("quill-delta").default;

const verbs = {
  apply: ({ base, a }) => new Delta(base).compose(new Delta(a)).ops,
  compose: ({ a, b, next = b }) => new Delta(a).compose(new Delta(next)).ops,
  transformOver: ({ a, b }) => new Delta(a).transform(new Delta(b), true).ops,
  transformUnder: ({ a, b }) => new Delta(b).transform(new Delta(a), false).ops,
  invert: ({ base, a }) => new Delta(a).invert(new Delta(base)).ops,
  stayBeforeInsert: ({ a, position }) => new Delta(a).transformPosition(position, true),
  moveAfterInsert: ({ a, position }) => new Delta(a).transformPosition(position, false),
  transformPosition: (question) =>
    question.tie === "STAY_BEFORE_INSERT" ? verbs.stayBeforeInsert(question) : verbs.moveAfterInsert(question),
};
const all = ["apply", "compose", "transformOver", "transformUnder", "invert", "stayBeforeInsert", "moveAfterInsert"];

const [questions, answers] = process.argv.slice(2);
const lines = readFileSync(questions, "utf8").trimEnd().split("\n");
const answer = (question) =>
  (question.verb ? [question.verb] : all).map((verb) => JSON.stringify(verbs[verb](question)));
writeFileSync(answers, lines.map((line) => answer(JSON.parse(line)).join("\t") + "\n").join(""));
