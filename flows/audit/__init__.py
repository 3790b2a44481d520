"""What an auditor does: verify a workspace, pack a release, make it again elsewhere."""
