"""Reports that were posted: kept as jobs until they are read, one after the other, also when the server is killed."""
