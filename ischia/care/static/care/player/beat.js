// Beats time for a page whose own timers are slowed in the background.
setInterval(() => postMessage("beat"), 250);
