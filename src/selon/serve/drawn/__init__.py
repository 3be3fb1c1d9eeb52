"""Maps, timelines and graphs drawn as SVG, for pages without scripts, for exports and for a published site."""
