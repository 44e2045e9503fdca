"""The parts of screens: attributes go down, messages come up."""
