"""What the knowledge files hold, as frozen values: one class for each kind of record."""
