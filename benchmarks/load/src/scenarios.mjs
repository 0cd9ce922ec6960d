// What one client does, measured in a process of the generator: opening a document with a long history, coming back after a while offline.

import { eventually, nowMillis } from './clock.mjs';
import { clientsOf } from './clients.mjs';
import { digestOf, problemsOf } from './convergence.mjs';
import { Editor, Phase, Sightings } from './editor.mjs';
import { Markers } from './markers.mjs';
import { Random } from './random.mjs';
import { Typist } from './typist.mjs';

const PREPARING_EDITORS = 10;
const KEYS_BEFORE = 50;
const QUIET_MILLIS_MAX = 120_000;
const LETTERS = 'the quick brown fox jumps over a lazy dog ';

/** Documents of the history workload stay open where a server keeps them only as long as somebody has them open. */
const held = [];

export const scenarios = {
  /** Makes a document with a long history, each revision an insert. */
  async history({ client, access, seed, revisions, unitsPerRevision, hold }) {
    const kind = await clientsOf(client);
    const documentId = await kind.createDocument(access);
    const editors = await openedEditors(kind, access, documentId, PREPARING_EDITORS, seed);
    const phase = endlessPhase();
    let left = revisions;
    await Promise.all(
      editors.map((editor) =>
        loop(editor, () => {
          if (left-- <= 0) return false;
          const from = editor.typist.random.below(LETTERS.length);
          editor.paste(phase, (LETTERS + LETTERS).slice(from, from + unitsPerRevision));
          return true;
        }),
      ),
    );
    const length = kind.initialText.length + revisions * unitsPerRevision;
    await mustBecome(() => editors.every((editor) => editor.client.quiet && editor.client.length === length), 'quiet');
    const [{ digest }] = editors.map((editor) => editor.copy());
    const problems = errorsOf(editors);
    if (editors.some((editor) => editor.copy().digest !== digest)) problems.push('the replicas differ after preparing');
    editors.forEach((editor, index) => {
      if (hold && index === 0) held.push(editor);
      else editor.client.close();
    });
    return { documentId, digest, length, problems };
  },

  /** Opens a document as somebody who was never there. */
  async join({ client, access, documentId, digest }) {
    const kind = await clientsOf(client);
    const errors = [];
    const handlers = { acked: () => undefined, remote: () => undefined, failed: (error) => errors.push(String(error)) };
    const start = nowMillis();
    const joining = kind.client(access, documentId, handlers);
    await joining.open();
    const millis = nowMillis() - start;
    if (digestOf(joining.text()) !== digest) errors.push('what was opened is not what was typed');
    const { bytesReceived } = joining;
    joining.close();
    return { millis, bytesReceived, problems: errors };
  },

  /** Types without a connection, while somebody else types with one, and comes back. */
  async return({ client, access, seed, offline, others }) {
    const kind = await clientsOf(client);
    const documentId = await kind.createDocument(access);
    const sightings = new Sightings();
    const editors = await openedEditors(kind, access, documentId, 2, seed, sightings);
    const [away, here] = editors;
    const phase = endlessPhase();
    for (const editor of editors) await typeKeys(editor, phase, KEYS_BEFORE);
    await mustBecome(() => editors.every((editor) => editor.client.quiet) && lengthsAgree(editors), 'quiet');

    away.client.goOffline();
    for (let key = 0; key < offline; key++) away.type(phase, nowMillis());
    await typeKeys(here, phase, others);
    const bytes = away.client.bytesReceived;
    const length = expectedLength(kind, editors);
    const start = nowMillis();
    const came = cameBack(away, here, length);
    away.client.goOnline();
    const { ownMillis, bothMillis } = await came(start);

    const fresh = await freshCopy(kind, access, documentId);
    const problems = [...errorsOf(editors), ...judged(kind, editors, fresh, sightings)];
    const bytesReceived = away.client.bytesReceived - bytes;
    editors.forEach((editor) => editor.client.close());
    return { returnMillis: ownMillis, everybodyMillis: bothMillis, bytesReceived, problems };
  },
};

/** What somebody sees who opens a document now. */
export async function freshCopy(kind, access, documentId) {
  const errors = [];
  const handlers = { acked: () => undefined, remote: () => undefined, failed: (error) => errors.push(String(error)) };
  const client = kind.client(access, documentId, handlers);
  await client.open();
  const text = client.text();
  client.close();
  if (errors.length > 0) throw new Error(`a fresh client failed: ${errors[0]}`);
  return { digest: digestOf(text), length: text.length, text };
}

async function openedEditors(kind, access, documentId, count, seed, sightings = new Sightings()) {
  const editors = [];
  for (let number = 0; number < count; number++) {
    const typist = new Typist(new Random(seed, number), new Markers(number, count));
    const editor = new Editor({ document: 0, number }, typist, sightings, kind.initialText.length);
    editor.client = kind.client(access, documentId, editor.handlers());
    await editor.client.open();
    editors.push(editor);
  }
  return editors;
}

/** Does something again and again, each time when the one before is acknowledged, until it answers false. */
function loop(editor, once) {
  return new Promise((resolve, reject) => {
    const next = () => {
      try {
        if (once()) return;
        editor.onAcked = () => undefined;
        resolve();
      } catch (error) {
        reject(error);
      }
    };
    editor.onAcked = () => queueMicrotask(next);
    next();
  });
}

function typeKeys(editor, phase, count) {
  let left = count;
  return loop(editor, () => {
    if (left-- <= 0) return false;
    editor.type(phase, nowMillis());
    return true;
  });
}

/** @returns a wait for the moment when the one who was away has everything and is acknowledged, and when everybody has */
function cameBack(away, here, length) {
  let ownAt;
  let bothAt;
  let done;
  const finished = new Promise((resolve) => {
    done = resolve;
  });
  const look = () => {
    const own = away.client.quiet && away.client.length === length;
    if (own) ownAt ??= nowMillis();
    if (own && here.client.length === length) {
      bothAt ??= nowMillis();
      done();
    }
  };
  away.onChanged = look;
  here.onChanged = look;
  return async (start) => {
    let timer;
    const late = new Promise((_, reject) => {
      timer = setTimeout(
        () => reject(new Error(`not back after ${QUIET_MILLIS_MAX} ms: ${away.client.length} and ${here.client.length} of ${length} characters`)),
        QUIET_MILLIS_MAX,
      );
    });
    await Promise.race([finished, late]);
    clearTimeout(timer);
    return { ownMillis: ownAt - start, bothMillis: bothAt - start };
  };
}

function expectedLength(kind, editors) {
  return editors.reduce((sum, { inserted, deleted }) => sum + inserted - deleted, kind.initialText.length);
}

function judged(kind, editors, fresh, { typed }) {
  const sum = (of) => editors.reduce((total, editor) => total + editor[of], 0);
  const account = { initial: kind.initialText.length, inserted: sum('inserted'), deleted: sum('deleted') };
  const markers = new Set(typed.filter((_, at) => at % 4 === 1));
  return problemsOf(editors.map((editor) => editor.copy()), [{ ...fresh, document: 0 }], [account], [markers]);
}

function lengthsAgree(editors) {
  return editors.every((editor) => editor.client.length === editors[0].client.length);
}

function errorsOf(editors) {
  return [...new Set(editors.flatMap((editor) => editor.errors))];
}

function endlessPhase() {
  return new Phase({ name: 'scenario', number: 0, untilMillis: Infinity });
}

async function mustBecome(isTrue, what) {
  if (!(await eventually(isTrue, QUIET_MILLIS_MAX))) throw new Error(`not ${what} after ${QUIET_MILLIS_MAX} ms`);
}
