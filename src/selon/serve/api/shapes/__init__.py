"""The shapes of what the API takes and gives, with an example of each: what OpenAPI tells."""
