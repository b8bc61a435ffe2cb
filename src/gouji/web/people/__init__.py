"""Who works on the desk: accounts, posts and what each role may do."""
