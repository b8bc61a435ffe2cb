"""Rules of the classification (科目): names of another year, wrong codes and levels."""
