"""Asking: questions across all texts in, frozen answers out, each row with document, day and the words it rests on."""
