// Whether everybody ended with the same document, and with what was typed in it.

import { createHash } from 'node:crypto';

import { markerNumber } from './markers.mjs';

const DIGEST_DIGITS = 16;

/** Two texts with the same digest are the same, character for character. */
export function digestOf(text) {
  return createHash('sha256').update(text, 'utf16le').digest('hex').slice(0, DIGEST_DIGITS);
}

/**
 * @typedef {{document: number, digest: string, length: number}} Copy
 * @typedef {{initial: number, inserted: number, deleted: number}} Account of the units of one document
 *
 * @param {Copy[]} replicas of all editors
 * @param {(Copy & {text: string})[]} fresh of a client that opened the document at the end, one for each document
 * @param {Account[]} accounts by document
 * @param {Set<number>[]} markers that were typed, by document
 * @returns {string[]} what is wrong, for a person; nothing: they converged
 */
export function problemsOf(replicas, fresh, accounts, markers) {
  const problems = [];
  accounts.forEach((account, document) => {
    const opened = fresh.filter((copy) => copy.document === document);
    if (opened.length !== 1) {
      problems.push(`document ${document}: opened ${opened.length} times at the end, not once`);
      return;
    }
    const [{ digest, length, text }] = opened;
    const others = replicas.filter((copy) => copy.document === document && copy.digest !== digest);
    if (others.length > 0) {
      problems.push(
        `document ${document}: ${others.length} of ${replicas.filter((copy) => copy.document === document).length} replicas differ from what a fresh client sees (${others[0].length} and ${length} characters)`,
      );
    }
    const expected = account.initial + account.inserted - account.deleted;
    if (length !== expected) {
      problems.push(`document ${document}: ${length} characters, but ${expected} were typed and not deleted`);
    }
    problems.push(...markerProblems(document, text, markers[document] ?? new Set()));
  });
  if (replicas.some(({ document }) => accounts[document] === undefined)) problems.push('a replica of an unknown document');
  return problems;
}

/** Markers are never deleted: each is there, once. */
function markerProblems(document, text, typed) {
  const missing = new Set(typed);
  let strange = 0;
  for (let i = 0; i < text.length; i++) {
    const number = markerNumber(text.charCodeAt(i));
    if (number !== -1 && !missing.delete(number)) strange++;
  }
  const problems = [];
  if (missing.size > 0) problems.push(`document ${document}: ${missing.size} markers are lost`);
  if (strange > 0) problems.push(`document ${document}: ${strange} markers are there twice, or were never typed`);
  return problems;
}
