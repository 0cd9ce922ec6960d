/** The named colours of CSS, as "name rrggbb" after "name rrggbb". */
const NAMED: ReadonlyMap<string, string> = pairs([
  "aliceblue f0f8ff antiquewhite faebd7 aqua 00ffff aquamarine 7fffd4 azure f0ffff beige f5f5dc",
  "bisque ffe4c4 black 000000 blanchedalmond ffebcd blue 0000ff blueviolet 8a2be2 brown a52a2a",
  "burlywood deb887 cadetblue 5f9ea0 chartreuse 7fff00 chocolate d2691e coral ff7f50 cornflowerblue 6495ed",
  "cornsilk fff8dc crimson dc143c cyan 00ffff darkblue 00008b darkcyan 008b8b darkgoldenrod b8860b",
  "darkgray a9a9a9 darkgreen 006400 darkgrey a9a9a9 darkkhaki bdb76b darkmagenta 8b008b",
  "darkolivegreen 556b2f darkorange ff8c00 darkorchid 9932cc darkred 8b0000 darksalmon e9967a",
  "darkseagreen 8fbc8f darkslateblue 483d8b darkslategray 2f4f4f darkslategrey 2f4f4f darkturquoise 00ced1",
  "darkviolet 9400d3 deeppink ff1493 deepskyblue 00bfff dimgray 696969 dimgrey 696969 dodgerblue 1e90ff",
  "firebrick b22222 floralwhite fffaf0 forestgreen 228b22 fuchsia ff00ff gainsboro dcdcdc ghostwhite f8f8ff",
  "gold ffd700 goldenrod daa520 gray 808080 green 008000 greenyellow adff2f grey 808080 honeydew f0fff0",
  "hotpink ff69b4 indianred cd5c5c indigo 4b0082 ivory fffff0 khaki f0e68c lavender e6e6fa",
  "lavenderblush fff0f5 lawngreen 7cfc00 lemonchiffon fffacd lightblue add8e6 lightcoral f08080",
  "lightcyan e0ffff lightgoldenrodyellow fafad2 lightgray d3d3d3 lightgreen 90ee90 lightgrey d3d3d3",
  "lightpink ffb6c1 lightsalmon ffa07a lightseagreen 20b2aa lightskyblue 87cefa lightslategray 778899",
  "lightslategrey 778899 lightsteelblue b0c4de lightyellow ffffe0 lime 00ff00 limegreen 32cd32 linen faf0e6",
  "magenta ff00ff maroon 800000 mediumaquamarine 66cdaa mediumblue 0000cd mediumorchid ba55d3",
  "mediumpurple 9370db mediumseagreen 3cb371 mediumslateblue 7b68ee mediumspringgreen 00fa9a",
  "mediumturquoise 48d1cc mediumvioletred c71585 midnightblue 191970 mintcream f5fffa mistyrose ffe4e1",
  "moccasin ffe4b5 navajowhite ffdead navy 000080 oldlace fdf5e6 olive 808000 olivedrab 6b8e23 orange ffa500",
  "orangered ff4500 orchid da70d6 palegoldenrod eee8aa palegreen 98fb98 paleturquoise afeeee",
  "palevioletred db7093 papayawhip ffefd5 peachpuff ffdab9 peru cd853f pink ffc0cb plum dda0dd",
  "powderblue b0e0e6 purple 800080 rebeccapurple 663399 red ff0000 rosybrown bc8f8f royalblue 4169e1",
  "saddlebrown 8b4513 salmon fa8072 sandybrown f4a460 seagreen 2e8b57 seashell fff5ee sienna a0522d",
  "silver c0c0c0 skyblue 87ceeb slateblue 6a5acd slategray 708090 slategrey 708090 snow fffafa",
  "springgreen 00ff7f steelblue 4682b4 tan d2b48c teal 008080 thistle d8bfd8 tomato ff6347 turquoise 40e0d0",
  "violet ee82ee wheat f5deb3 white ffffff whitesmoke f5f5f5 yellow ffff00 yellowgreen 9acd32",
]);

/** Red, green, blue 0 to 255, alpha 0 to 1. */
type Rgba = readonly [red: number, green: number, blue: number, alpha: number];

/**
 * Any CSS colour as `#rrggbb`, lower case. One that lets something shine through is laid over white, as paper is. Nothing
 * where there is no colour to be seen (`transparent`, `inherit`, `var(…)`) or where the text is no colour.
 */
export function toHexColour(css: string): string | undefined {
  const colour = parse(css.trim().toLowerCase());
  if (colour === undefined || colour[3] <= 0) return undefined;
  const [red, green, blue, alpha] = colour;
  return `#${[red, green, blue].map((channel) => hexPair(channel * alpha + 255 * (1 - alpha))).join("")}`;
}

function parse(css: string): Rgba | undefined {
  const named = NAMED.get(css);
  const hex = named ?? /^#([0-9a-f]{3,8})$/.exec(css)?.[1];
  if (hex !== undefined) return parseHex(hex);
  const [, name, body] = /^(rgb|hsl)a?\(([^()]*)\)$/.exec(css) ?? [];
  if (body === undefined) return undefined;
  const parts = body.split(/[\s,/]+/).filter((part) => part !== "");
  const [a, b, c, d = "1"] = parts;
  if (a === undefined || b === undefined || c === undefined || parts.length > 4) return undefined;
  const alpha = clamp(part(d, 1), 1);
  const rgb = name === "rgb" ? [part(a, 255), part(b, 255), part(c, 255)] : fromHsl(degrees(a), part(b, 1), part(c, 1));
  const [red = NaN, green = NaN, blue = NaN] = rgb;
  return [red, green, blue, alpha].some(Number.isNaN)
    ? undefined
    : [clamp(red, 255), clamp(green, 255), clamp(blue, 255), alpha];
}

function parseHex(hex: string): Rgba | undefined {
  const digits = hex.length <= 4 ? hex.replace(/./g, "$&$&") : hex;
  if (digits.length !== 6 && digits.length !== 8) return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 255] = (digits.match(/../g) ?? []).map((pair) => parseInt(pair, 16));
  return [red, green, blue, alpha / 255];
}

/** A number, or a percentage of `whole`. */
function part(text: string, whole: number): number {
  return /^[-+]?[0-9.]+%$/.test(text) ? (Number(text.slice(0, -1)) / 100) * whole : Number(text);
}

function degrees(text: string): number {
  const [, number, unit] = /^([-+]?[0-9.]+)(deg|rad|grad|turn)?$/.exec(text) ?? [];
  const perUnit = unit === "rad" ? 180 / Math.PI : unit === "grad" ? 0.9 : unit === "turn" ? 360 : 1;
  return Number(number) * perUnit;
}

/** The formula of CSS Color 4, section 7.1. */
function fromHsl(hue: number, saturation: number, lightness: number): number[] {
  const strength = clamp(saturation, 1) * Math.min(clamp(lightness, 1), 1 - clamp(lightness, 1));
  return [0, 8, 4].map((n) => {
    const k = (n + (((hue % 360) + 360) % 360) / 30) % 12;
    return 255 * (clamp(lightness, 1) - strength * Math.max(-1, Math.min(k - 3, 9 - k, 1)));
  });
}

function clamp(value: number, max: number): number {
  return Math.min(max, Math.max(0, value));
}

function hexPair(channel: number): string {
  return Math.round(channel).toString(16).padStart(2, "0");
}

function pairs(lines: readonly string[]): Map<string, string> {
  const words = lines.join(" ").split(" ");
  return new Map(words.flatMap((word, i) => (i % 2 === 0 ? [[word, words[i + 1] ?? ""] as const] : [])));
}
