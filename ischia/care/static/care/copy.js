// A button that copies an address. Without this the address can be marked and copied by hand.
for (const place of document.querySelectorAll("[data-copy]")) {
  if (!navigator.clipboard) continue;
  place.hidden = false;
  const button = place.querySelector("button");
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(place.dataset.copy).value);
    button.textContent = place.dataset.copied;
  });
}
