"""Identity: which people, meetings, agreements and texts of different documents are one, each with score and reason."""
