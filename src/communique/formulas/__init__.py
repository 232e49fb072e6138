"""Set phrases of a register: records' texts come in, phrases with their use over time go out, each with its sentences."""
