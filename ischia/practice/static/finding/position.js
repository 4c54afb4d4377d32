/* "Use my position": fills the place with where the device is, to 100 metres, and searches. Without this one types a town. */
const button = document.querySelector("[data-position]");
const said = document.querySelector("[data-position-said]");

if (button && "geolocation" in navigator && window.isSecureContext) {
  button.hidden = false;
  button.addEventListener("click", () => {
    said.textContent = button.dataset.waiting;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const near = button.form.elements.namedItem("near");
        near.value = `${coords.latitude.toFixed(3)},${coords.longitude.toFixed(3)}`;
        button.form.requestSubmit();
      },
      () => {
        said.textContent = button.dataset.refused;
      },
      { timeout: 15_000, maximumAge: 600_000 },
    );
  });
}
