"""The pages' files under names that hold their content: cached for good, and never of two versions at once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also inside ES modules: what one imports from another gets its hashed name there too, with no build step."""

    support_js_module_import_aggregation = True
