import { describe, expect, test } from "vitest";
import { toHexColour } from "../../src/types/colour";

describe("any CSS colour becomes #rrggbb", () => {
  test.each([
    ["red", "#ff0000"],
    ["RebeccaPurple", "#663399"],
    [" #ABC ", "#aabbcc"],
    ["#AABBCC", "#aabbcc"],
    ["#0008", "#777777"],
    ["#ff0000ff", "#ff0000"],
    ["rgb(1, 2, 3)", "#010203"],
    ["rgb(1 2 3)", "#010203"],
    ["rgb(100% 0% 50%)", "#ff0080"],
    ["rgb(300, -5, 0)", "#ff0000"],
    ["rgba(0, 0, 0, 0.87)", "#212121"],
    ["rgb(0 0 0 / 50%)", "#808080"],
    ["hsl(120, 100%, 25%)", "#008000"],
    ["hsl(-120deg 100% 50%)", "#0000ff"],
    ["hsla(0.5turn, 100%, 50%, 1)", "#00ffff"],
    ["rgb(12.4, 12.6, 0)", "#0c0d00"],
  ])("%s", (css, hex) => {
    expect(toHexColour(css)).toBe(hex);
  });

  test.each([
    "transparent",
    "rgba(1, 2, 3, 0)",
    "inherit",
    "currentcolor",
    "var(--x)",
    "",
    "#12345",
    "rgb(1, 2)",
    "rgb(a, b, c)",
    "red;background:url(//x)",
    "expression(alert(1))",
    "constructor",
  ])("%j is no colour", (css) => {
    expect(toHexColour(css)).toBeUndefined();
  });
});
