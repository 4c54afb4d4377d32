// Speaks to the server about one record at a time. Every way of not getting an answer is an answer with status 0.
const PATIENCE = 20000; // milliseconds
const KEEPALIVE_ROOM = 30000; // bytes; a request no larger may outlive its page

/** Who is signed in right now, and the word that a form needs: {csrf, owner}; null when the server is out of reach. */
export async function askTicket() {
  const { status, body } = await ask("/api/ticket/", { cache: "no-store" });
  return status === 200 && typeof body?.csrf === "string" ? body : null;
}

/** Send one record. Gives {status, body}; body is null where it is not JSON. */
export function post(record, ticket) {
  const body = new TextEncoder().encode(JSON.stringify(record));
  const headers = { "Content-Type": "application/json", "X-CSRFToken": ticket.csrf, "X-Ischia-Owner": ticket.owner };
  return ask("/api/sessions/", { method: "POST", headers, body, keepalive: body.length < KEEPALIVE_ROOM });
}

async function ask(address, options) {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(address, { credentials: "same-origin", signal: stop.signal, ...options });
    return { status: answer.status, body: await answer.json().catch(() => null) };
  } catch {
    return { status: 0, body: null };
  } finally {
    clearTimeout(late);
  }
}
