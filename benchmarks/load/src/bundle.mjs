// The client of Inkwell's pages, bundled from the sources of this very tree.

import { build } from 'esbuild';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
export const ROOT = dirname(dirname(HERE));
const SOURCES = join(ROOT, 'web-editor/src');
export const BUNDLE = join(HERE, 'target/inkwellClient.mjs');
const ENTRY = `
export { Connection } from './sync/connection';
export { Keeper } from './sync/store/keeper';
export { Delta, Ops } from './ot';
export { SUBPROTOCOL } from './protocol';
`;

/** Bundles the client anew; the processes that type find it then. */
export async function bundleInkwellClient() {
  mkdirSync(dirname(BUNDLE), { recursive: true });
  await build({
    stdin: { contents: ENTRY, resolveDir: SOURCES, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    nodePaths: [join(HERE, 'node_modules')],
    outfile: BUNDLE,
    logLevel: 'error',
  });
}
