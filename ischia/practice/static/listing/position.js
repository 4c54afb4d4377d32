/* Fills in the position of the device, for who is at their practice now. Without scripts the numbers are typed. */
const part = document.querySelector("[data-position]");
const said = part.querySelector("[role=status]");

if (navigator.geolocation && isSecureContext) part.hidden = false;
part.querySelector("button").addEventListener("click", () => {
  navigator.geolocation.getCurrentPosition(
    ({ coords }) => {
      document.getElementById("id_latitude").value = coords.latitude.toFixed(5);
      document.getElementById("id_longitude").value = coords.longitude.toFixed(5);
      said.textContent = said.dataset.found;
    },
    () => { said.textContent = said.dataset.lost; },
    { timeout: 15000 },
  );
});
