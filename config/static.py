"""How static files are collected: hashed names, compressed copies."""

from django.contrib.staticfiles.apps import StaticFilesConfig
from whitenoise.storage import CompressedManifestStaticFilesStorage


class SiteStaticFilesConfig(StaticFilesConfig):
    ignore_patterns = ["CVS", ".*", "*~"]


class SiteStaticFilesStorage(CompressedManifestStaticFilesStorage):
    manifest_strict = False
