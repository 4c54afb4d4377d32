"""The pages' files under names that hold their content: cached for good, and never of two versions at once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage

# A file that a module names beside itself, as a worker is: new URL("./beat.js", import.meta.url)
BESIDE = (
    r"""(?P<matched>new URL\(["'](?P<url>\./[^"']+)["'], import\.meta\.url\))""",
    """new URL("%(url)s", import.meta.url)""",
)


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also inside ES modules: what one imports, or opens as a worker, gets its hashed name there too, with no build."""

    support_js_module_import_aggregation = True
    patterns = (*CompressedManifestStaticFilesStorage.patterns, ("*.js", (BESIDE,)))
