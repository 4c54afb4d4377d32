"""What a test has to wait for before it takes the network away."""


def kept_for_later(page):
    """Wait until the page would open without a network."""
    page.evaluate("navigator.serviceWorker?.ready.then(() => 1)")
    page.wait_for_function("async () => Boolean(await caches.match(location.href))", polling=100)


def has_run(page, script):
    """Wait until a script of the page has run to its end. Before that, the browser itself would send a form."""
    page.wait_for_load_state()
    page.evaluate("(script) => import(`/static/${script}`).then(() => 1)", script)
