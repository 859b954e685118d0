"""Vendors to try against: they keep the real ones' rules (keys, quotas, limits, error codes) and publish nothing.

`foreword sandbox` serves them; an account whose server is one of their addresses is a sandbox account.
"""
