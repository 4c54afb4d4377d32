"""What is proved of the knowledge, not just tested; and the hazards it is proved against."""
