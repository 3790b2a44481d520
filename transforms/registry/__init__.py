"""The reference, read once per run and frozen: forms, items, indicators, plans, rules, territories."""

from transforms.registry.build import Registry, build_registry

__all__ = ["Registry", "build_registry"]
