"""What stands on each paper, as plain data for its template: no layout here, and no decision."""
