// What to send next, and what an answer means. Pure: no clock, no network, no storage, so that each case can be tried.
import { isFor } from "./owner.js";

const SECOND = 1000;
const LONGEST = 5 * 60 * SECOND;
const A_DAY = 24 * 60 * 60 * SECOND;

/** An entry of the queue: the record as it was entered, and how sending it went so far. */
export function entryFor(record, owner, key, now) {
  return { key, owner, record, made: now, tries: 0, not_before: 0, problem: null, conflict: null };
}

/** Is this the very same version of a record? The order of its keys does not matter. */
export function isSame(one, other) {
  return canonical(one) === canonical(other);
}

function canonical(value) {
  return JSON.stringify(value, (_, each) =>
    each && typeof each === "object" && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

/** Does this entry still have to reach the server? One whose conflict is to be told has reached it. */
export const isWaiting = (entry) => entry.conflict === null;

/**
 * The entry to send now, or null. Revisions of one record go in their order, each after the answer to the one before;
 * one that was refused holds nothing up, for the next revision may be what puts it right.
 */
export function nextToSend(entries, owner, now) {
  const mine = entries.filter((entry) => isWaiting(entry) && isFor(entry, owner));
  const ready = (entry) => !entry.problem || entry.not_before <= now;
  return mine.find((entry) => ready(entry) && !mine.some((other) => isBefore(other, entry))) ?? null;
}

function isBefore(other, entry) {
  const sameRecord = other.record.id === entry.record.id;
  return sameRecord && other.record.revision < entry.record.revision && !other.problem;
}

/** How long to wait after so many tries, in milliseconds: 2 s, 4 s, 8 s … 5 min. */
export const pauseAfter = (tries) => Math.min(LONGEST, SECOND * 2 ** tries);

/**
 * What an answer means. `entry` is what stays in the queue (null: it is done); `event` and `detail` are what to tell;
 * `next` says whether to go on with the others ("go_on"), after a new ticket ("ask_again"), or not now ("stop").
 * An answer counts only when it speaks of this very record: a captive portal answers 200 to everything.
 */
export function judge(entry, { status, body }, now) {
  const { record } = entry;
  if ((status === 200 || status === 201) && speaksOf(body?.record, record)) {
    return { entry: null, event: "sent", detail: { record }, next: "go_on" };
  }
  if (status === 409 && body?.both_kept && speaksOf(body.other, record)) {
    const conflict = { kept: body.kept, other: body.other };
    return { entry: { ...entry, conflict }, event: "conflict", detail: { record, ...conflict }, next: "go_on" };
  }
  if ([400, 413, 422].includes(status) && body?.field) return refused(entry, body, now);
  if (status === 401) return later(entry, now, { event: "trouble", detail: { kind: "sign_in", record, problem: null } });
  return later(entry, now, { next: status === 403 && entry.tries === 0 ? "ask_again" : "stop" });
}

function speaksOf(said, record) {
  return said?.id === record.id && said?.revision === record.revision;
}

/** Refused is not thrown away: it stays, is shown with why, and is tried once a day, for a new version may take it. */
function refused(entry, problem, now) {
  const kept = { ...entry, tries: entry.tries + 1, not_before: now + A_DAY, problem };
  return { entry: kept, event: "trouble", detail: { kind: "refused", record: entry.record, problem }, next: "go_on" };
}

function later(entry, now, more = {}) {
  const tries = entry.tries + 1;
  return { entry: { ...entry, tries, not_before: now + pauseAfter(tries) }, event: null, detail: null, next: "stop", ...more };
}
