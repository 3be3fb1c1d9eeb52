"""What a browser or another program asks of a ledger: the API and the pages, thin over `show`."""
