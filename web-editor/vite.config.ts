import { defineConfig } from "vitest/config";

// The build lands where Maven packs it into the module's jar: web/index.html and web/assets/.
export default defineConfig({
  base: "/",
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
    reporters: ["default"],
  },
});
