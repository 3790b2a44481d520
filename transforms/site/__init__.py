"""The pages of a release: static, in both languages, open from a stick without a network."""

from transforms.site.files import site_files

__all__ = ["site_files"]
