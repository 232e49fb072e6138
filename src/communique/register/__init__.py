"""The register: records of many texts in a database, what is one and the same in them, and answers across all of them."""
