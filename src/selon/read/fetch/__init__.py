"""Fetching from the web, politely: feeds, their pages, and pages that are named."""
