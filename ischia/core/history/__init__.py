"""What changes from one edition of the knowledge to another: its records, and for whom the result changes."""
