"""What was kept, turned into the rows that pages show. Words and order only: nothing is decided here."""
