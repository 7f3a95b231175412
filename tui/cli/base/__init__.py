"""What all commands share: options, output, typed values, failures as sentences."""
