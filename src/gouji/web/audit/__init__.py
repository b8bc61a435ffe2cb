"""What happened: every change as an event in a hash chain that nothing can alter."""
