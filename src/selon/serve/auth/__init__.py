"""Who asks: accounts and their roles, sessions of the pages, tokens of programs, and what each may do."""
