"""The pages' files under names that hold their content."""

from django.contrib.staticfiles.finders import FileSystemFinder
from django.test import override_settings

from ischia.web.static_files import HashedFiles


def hashed(folder, files):
    """The text of these files as they are served, by the names they had."""
    source, served = folder / "source", folder / "served"
    for name, text in files.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / name).write_text(text)
    with override_settings(STATICFILES_DIRS=[source]):
        found = {path: (storage, path) for path, storage in FileSystemFinder().list([])}
        storage = HashedFiles(location=served)
        for path, (at, _) in found.items():
            with at.open(path) as file:
                storage.save(path, file)
        names = {old: new for old, new, done in storage.post_process(found) if done is True}
    return names, {name: (served / names[name]).read_text() for name in names}


def test_a_worker_that_a_module_opens_has_its_hashed_name_there_too(tmp_path):
    names, texts = hashed(
        tmp_path, {"a/clock.js": 'new Worker(new URL("./beat.js", import.meta.url));', "a/beat.js": "postMessage(1);"}
    )
    beat = names["a/beat.js"].removeprefix("a/")
    assert beat != "beat.js"
    assert texts["a/clock.js"] == f'new Worker(new URL("./{beat}", import.meta.url));'


def test_what_a_module_imports_has_its_hashed_name_there_too(tmp_path):
    names, texts = hashed(
        tmp_path, {"a/one.js": 'import { two } from "./two.js";', "a/two.js": "export const two = 2;"}
    )
    assert names["a/two.js"].removeprefix("a/") in texts["a/one.js"]
