"""Agreement (一致): the same subject stated in two places."""
