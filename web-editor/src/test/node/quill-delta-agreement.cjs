// Answers cases with quill-delta. Usage: node quill-delta-agreement.cjs CASES ANSWERS
// A case is one line of JSON: {base, a, b, next, position}. Its answer is one line of seven JSON values parted by tabs; the columns are
// named in QuillDeltaAgreementIT. Nothing is repaired here: what quill-delta answers is what is written.
const { readFileSync, writeFileSync } = require("node:fs");
const Delta = require("quill-delta").default;

const [casesFile, answersFile] = process.argv.slice(2);
const answers = readFileSync(casesFile, "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => {
    const { base, a, b, next, position } = JSON.parse(line);
    const [document, earlier, later, following] = [base, a, b, next].map((ops) => new Delta(ops));
    return [
      document.compose(earlier).ops,
      earlier.compose(following).ops,
      earlier.transform(later, true).ops,
      later.transform(earlier, false).ops,
      earlier.invert(document).ops,
      earlier.transformPosition(position, true),
      earlier.transformPosition(position, false),
    ]
      .map((answer) => JSON.stringify(answer))
      .join("\t");
  });
writeFileSync(answersFile, answers.join("\n") + "\n");
