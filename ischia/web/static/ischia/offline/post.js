// Speaks to the server about one record at a time. Every way of not getting an answer is an answer with status 0.
const PATIENCE = 20000; // milliseconds
const KEEPALIVE_ROOM = 30000; // bytes; a request no larger may outlive its page

/** Who is signed in right now, and the word that a form needs: {csrf, owner}; null when the server is out of reach. */
export async function askTicket() {
  const { status, body } = await ask("/api/ticket/", { cache: "no-store" });
  return status === 200 && typeof body?.csrf === "string" ? body : null;
}

/** Send one record that was made at `made`. Gives {status, body}; body is null where it is not JSON. */
export function post(record, ticket, made) {
  const letter = record.form ? formLetter(record, made) : { address: "/api/sessions/", type: "application/json", text: JSON.stringify(record) };
  const body = new TextEncoder().encode(letter.text);
  const headers = { "Content-Type": letter.type, "X-CSRFToken": ticket.csrf, "X-Ischia-Owner": ticket.owner, ...letter.headers };
  return ask(letter.address, { method: "POST", headers, body, keepalive: body.length < KEEPALIVE_ROOM });
}

/** A form that waited goes to its own address, as its page would send it, and says for how long it waited. */
function formLetter({ form, fields }, made) {
  const waited = Math.max(0, Math.round((Date.now() - made) / 1000));
  const text = new URLSearchParams(fields).toString();
  return { address: form, type: "application/x-www-form-urlencoded", text, headers: { "X-Ischia-Waited": `${waited}` } };
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
