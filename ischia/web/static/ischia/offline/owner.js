// Whose things lie on this device. An owner is a word that the server gives for an account; without an account it is empty.

/** Whose page this is. */
export const ownerOfPage = () => globalThis.document?.querySelector("meta[name=ischia-owner]")?.content ?? "";

/** Is this thing for that owner? What was entered without an account is for whoever signs in next, as on the server. */
export const isFor = (thing, owner) => thing.owner === "" || thing.owner === owner;
