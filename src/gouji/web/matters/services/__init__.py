"""What is done with matters. Services take a person and values, run in one transaction and leave an audit event."""
