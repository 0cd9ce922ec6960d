import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Plugin } from "vite";
import { defineConfig } from "vitest/config";

/** Writes licences.txt: the licence of every package whose code or fonts the pages contain. */
function licences(): Plugin {
  return {
    name: "licences",
    generateBundle() {
      const folders = new Set<string>();
      for (const id of [...this.getModuleIds(), ...FONT_PACKAGES]) {
        const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0];
        if (folder !== undefined && existsSync(join(folder, "package.json"))) folders.add(folder);
      }
      const source = [...folders]
        .sort()
        .map(licenceOf)
        .join(`\n${"-".repeat(80)}\n\n`);
      this.emitFile({ type: "asset", fileName: "licences.txt", source });
    },
  };
}

/** Named here, because fonts are not modules. */
const FONT_PACKAGES = ["inter", "source-serif-4"].map((name) =>
  join(import.meta.dirname, "node_modules/@fontsource-variable", name),
);

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Record<
    string,
    string
  >;
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file === undefined ? `Licence: ${license ?? "not stated"}\n` : readFileSync(join(folder, file), "utf8");
  return `${name ?? folder} ${version ?? ""}\n\n${text}`;
}

// The build lands where Maven packs it into the module's jar: web/index.html and web/assets/.
export default defineConfig({
  base: "/",
  plugins: [licences()],
  build: {
    outDir: "target/classes/web",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2022",
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
  },
  server: {
    proxy: {
      "/api": "http://127.0.0.1:8080",
      "/ws": { target: "ws://127.0.0.1:8080", ws: true },
    },
  },
  test: {
    include: ["test/**/*.test.ts"],
    environment: "node",
    // Random tests are quick, but a busy machine is not.
    testTimeout: 120_000,
    reporters: ["default", "junit"],
    // Counted at the end of a whole build: a test file that was not run is noticed.
    outputFile: { junit: "target/vitest-reports/TEST-vitest.xml" },
  },
});
