"""One format a file; `known` lists them by hand."""
